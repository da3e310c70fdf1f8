package org.gridspace.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.server.service.Attachment;
import org.gridspace.server.service.ReplyPort;
import org.gridspace.wire.ClientPreface;
import org.gridspace.wire.FarewellCode;
import org.gridspace.wire.FrameBuffer;
import org.gridspace.wire.RefusalCode;
import org.gridspace.wire.Reply;
import org.gridspace.wire.ReplyCodec;
import org.gridspace.wire.Request;
import org.gridspace.wire.RequestCodec;
import org.gridspace.wire.ServerPreface;
import org.gridspace.wire.WireFormatException;
import org.gridspace.wire.WireLimits;
import org.gridspace.wire.WireReader;
import org.gridspace.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * One connection: bytes to requests, replies to bytes. Replies gather until {@link #flush}; while the client doesn't read them,
 * its further requests stay where they are, first in here, then in the operating systems' buffers. Confined to the event loop.
 */
final class FrameHandler extends ChannelInboundHandlerAdapter implements ReplyPort {
    private static final Logger LOG = LogManager.getLogger(FrameHandler.class);
    private static final int GATHERED_BYTES = 64 << 10;
    private static final int FIRST_CAPACITY = 512;
    private static final long FAREWELL_MILLIS = 1000;

    private final SpaceLoop loop;
    private final Channel channel;
    private final Attachment attachment;
    private final FrameBuffer received = new FrameBuffer();
    private WireWriter gathered = new WireWriter(FIRST_CAPACITY);
    private boolean prefaceSeen;
    private boolean processing;
    private boolean dirty;
    private boolean ended;
    private long heardAtNanos = System.nanoTime();
    private @Nullable Future<?> silenceCheck;

    FrameHandler(SpaceLoop loop, Channel channel) {
        this.loop = loop;
        this.channel = channel;
        this.attachment = loop.service().connect(this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!loop.entered(this)) {
            LOG.warn(
                    "refused a connection from {}: there are {} already",
                    remote(),
                    loop.limits().connections());
            ended = true;
            channel.close();
            return;
        }
        checkSilenceIn(loop.limits().handshake().toNanos());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended = true;
        if (silenceCheck != null) {
            silenceCheck.cancel(false);
        }
        loop.left(this);
        attachment.disconnected();
        loop.flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (!ended) {
                heardAtNanos = System.nanoTime();
                received.append(bytes.nioBuffer());
            }
        } finally {
            bytes.release();
        }
        process();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        loop.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        channel.config().setAutoRead(channel.isWritable());
        if (channel.isWritable() && !processing) {
            process();
            loop.flush();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("connection from {} broke: {}", remote(), cause.toString());
        } else {
            LOG.error("connection from {} failed", remote(), cause);
        }
        ended = true;
        channel.close();
    }

    /** Handles what has arrived, as far as the client reads its replies. */
    private void process() {
        processing = true;
        try {
            while (!ended && channel.isWritable() && next()) {
                if (gathered.size() >= GATHERED_BYTES) {
                    flush();
                }
            }
        } catch (WireFormatException e) {
            LOG.warn("closed the connection from {}: {}", remote(), e.getMessage());
            end(FarewellCode.PROTOCOL, String.valueOf(e.getMessage()));
        } finally {
            processing = false;
        }
    }

    /** Handles the next frame; false if it hasn't arrived yet. */
    private boolean next() throws WireFormatException {
        if (!prefaceSeen) {
            WireReader preface = received.nextBytes(ClientPreface.BYTES);
            if (preface != null) {
                greet(ClientPreface.read(preface));
            }
            return preface != null;
        }
        boolean attached = attachment.isAttached();
        WireReader frame =
                received.nextFrame(attached ? WireLimits.FRAME_BYTES : WireLimits.FRAME_BYTES_BEFORE_SESSION);
        if (frame == null) {
            return false;
        }
        for (Request request : RequestCodec.read(frame)) {
            attachment.handle(request);
        }
        if (!attached && attachment.isAttached()) {
            checkSilenceIn(silenceNanos());
        }
        return true;
    }

    private void greet(ClientPreface preface) throws WireFormatException {
        prefaceSeen = true;
        int version = preface.commonVersion();
        new ServerPreface(version, WireLimits.FRAME_BYTES, WireLimits.ENTRY_BYTES, loop.spaceId()).write(gathered);
        markDirty();
        if (version == 0) {
            throw new WireFormatException("the client speaks versions " + preface.lowestVersion() + " to "
                    + preface.highestVersion() + " only");
        }
    }

    @Override
    public void send(Reply reply) {
        if (ended) {
            return;
        }
        try {
            ReplyCodec.write(reply, gathered);
        } catch (IllegalArgumentException e) {
            ReplyCodec.write(
                    new Reply.Refused(reply.sequence(), RefusalCode.LIMIT, String.valueOf(e.getMessage())), gathered);
        }
        markDirty();
        if (gathered.size() >= GATHERED_BYTES) {
            write(); // no flush: the engine may be at work, and a flush can bring about further requests
        }
    }

    @Override
    public String peer() {
        return channel.remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "";
    }

    @Override
    public void end(FarewellCode reason, String detail) {
        if (ended) {
            return;
        }
        send(new Reply.Farewell(0, reason, detail));
        ended = true;
        write();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        channel.eventLoop().schedule(() -> channel.close(), FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Hands what has gathered to the network. */
    void flush() {
        dirty = false;
        if (!ended) {
            write();
            channel.flush();
        }
    }

    private void write() {
        if (gathered.size() == 0) {
            return;
        }
        channel.write(Unpooled.wrappedBuffer(gathered.view()), channel.voidPromise());
        gathered = new WireWriter(FIRST_CAPACITY);
        if (isUnread(channel, loop.limits().unsentBytes())) {
            LOG.warn("closed the connection from {}: it doesn't read its replies", remote());
            ended = true;
            channel.close();
        }
    }

    /** Whether the other side leaves more than so many bytes unread. One that has closed the connection doesn't: it is never writable. */
    static boolean isUnread(Channel channel, long mostBytes) {
        return channel.isOpen() && !channel.isWritable() && channel.bytesBeforeWritable() > mostBytes;
    }

    private void markDirty() {
        if (!dirty) {
            dirty = true;
            loop.flushLater(this);
        }
    }

    private long silenceNanos() {
        return TimeUnit.MILLISECONDS.toNanos(2 * attachment.leaseMillis());
    }

    private void checkSilenceIn(long nanos) {
        if (silenceCheck != null) {
            silenceCheck.cancel(false);
        }
        silenceCheck = channel.eventLoop().schedule(this::checkSilence, nanos, TimeUnit.NANOSECONDS);
    }

    private void checkSilence() {
        if (ended) {
            return;
        }
        if (!attachment.isAttached()) {
            LOG.warn(
                    "closed the connection from {}: no session after {}",
                    remote(),
                    loop.limits().handshake());
            end(FarewellCode.SILENCE, "no session after " + loop.limits().handshake());
            return;
        }
        long left = silenceNanos() - (System.nanoTime() - heardAtNanos);
        if (left <= 0) {
            LOG.warn("closed the connection from {}: nothing heard for two session leases", remote());
            end(FarewellCode.SILENCE, "nothing heard for two session leases");
        } else {
            checkSilenceIn(left);
        }
    }

    private Object remote() {
        return String.valueOf(channel.remoteAddress());
    }
}
