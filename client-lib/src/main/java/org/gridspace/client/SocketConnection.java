package org.gridspace.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridspace.wire.ClientPreface;
import org.gridspace.wire.FrameBuffer;
import org.gridspace.wire.Reply;
import org.gridspace.wire.ReplyCodec;
import org.gridspace.wire.Request;
import org.gridspace.wire.ServerPreface;
import org.gridspace.wire.WireFormatException;
import org.gridspace.wire.WireLimits;
import org.gridspace.wire.WireReader;
import org.gridspace.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection to a space, past the prefaces. The channel never blocks: so an interrupted caller can't close it, and
 * nobody waits in a write while the server waits for us to read.
 */
final class SocketConnection implements Connection {
    private static final long GATHERING_NANOS = 50_000;
    private static final int READ_BYTES = 64 << 10;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Outbox outbox;
    private final FrameBuffer frames = new FrameBuffer();
    private final ByteBuffer received = ByteBuffer.allocateDirect(READ_BYTES);
    private volatile long heardAtNanos = System.nanoTime();
    /** Whether the outbox has left its rest to the reading thread. */
    private volatile boolean restIsOurs;

    private SocketConnection(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.key = channel.register(selector, SelectionKey.OP_READ);
        this.outbox = new Outbox(channel);
    }

    /**
     * Connects and exchanges prefaces.
     *
     * @throws WrongSpace if another space answers
     * @throws IOException if nobody does, not in time, or in an unknown way
     */
    static SocketConnection open(SpaceAddress address, long timeoutMillis) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        var target = new InetSocketAddress(address.host(), address.port());
        if (target.isUnresolved()) {
            throw new UnknownHostException(address.host());
        }
        SocketChannel channel = SocketChannel.open();
        Selector selector = null;
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(target, (int) Math.min(Integer.MAX_VALUE, timeoutMillis));
            channel.configureBlocking(false);
            selector = Selector.open();
            var connection = new SocketConnection(channel, selector);
            connection.greet(address, deadline);
            return connection;
        } catch (IOException | RuntimeException e) {
            channel.close();
            if (selector != null) {
                selector.close();
            }
            throw e;
        }
    }

    private void greet(SpaceAddress address, long deadline) throws IOException {
        var preface = new WireWriter(ClientPreface.BYTES);
        ClientPreface.current().write(preface);
        channel.write(preface.view());
        WireReader answer = frames.nextBytes(ServerPreface.BYTES);
        while (answer == null) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException("no answer from " + address);
            }
            await(left);
            receive();
            answer = frames.nextBytes(ServerPreface.BYTES);
        }
        ServerPreface server = ServerPreface.read(answer);
        if (server.version() != WireLimits.VERSION) {
            throw new WireFormatException(
                    address + " doesn't speak version " + WireLimits.VERSION + " of the protocol");
        }
        if (!server.spaceId().equals(address.spaceId())) {
            throw new WrongSpace(address, server.spaceId());
        }
    }

    @Override
    public void add(Request request) {
        outbox.add(request);
    }

    @Override
    public void flush() {
        flush(false);
    }

    @Override
    public void flushSoon() {
        long written = outbox.lastWriteNanos();
        if (heardAtNanos - written < 0 && System.nanoTime() - written < GATHERING_NANOS) {
            if (!outbox.isAttended()) {
                selector.wakeup();
            }
        } else {
            flush();
        }
    }

    private void flush(boolean byReader) {
        try {
            if (!(byReader ? outbox.flushAndLeave() : outbox.flush())) {
                restIsOurs = true;
                key.interestOpsOr(SelectionKey.OP_WRITE);
                selector.wakeup();
            }
        } catch (IOException | RuntimeException e) {
            close();
        }
    }

    @Override
    public void awaitInput(long nanos) throws IOException {
        flush(true);
        await(nanos);
        outbox.attend();
    }

    @Override
    public void leave() {
        flush(true);
    }

    private void await(long nanos) throws IOException {
        long millis = nanos == Long.MAX_VALUE ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
        selector.select(millis);
        selector.selectedKeys().clear();
    }

    @Override
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    public void receive() throws IOException {
        if (!channel.isOpen()) {
            throw new EOFException("the connection was closed");
        }
        if (restIsOurs) {
            sendRest();
        }
        int read = channel.read(received);
        if (read < 0) {
            throw new EOFException("the space closed the connection");
        }
        if (read > 0) {
            heardAtNanos = System.nanoTime();
            frames.append(received.flip());
            received.clear();
        }
    }

    private void sendRest() throws IOException {
        restIsOurs = false;
        try {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
            if (!outbox.resume()) {
                restIsOurs = true;
                key.interestOpsOr(SelectionKey.OP_WRITE);
            }
        } catch (CancelledKeyException e) {
            throw new EOFException("the connection was closed");
        }
    }

    /** The replies in the next frame that has arrived, or null. */
    private @Nullable List<Reply> nextReplies() throws WireFormatException {
        WireReader frame = frames.nextFrame(WireLimits.FRAME_BYTES);
        return frame == null ? null : ReplyCodec.read(frame);
    }

    @Override
    public List<Reply> replies() throws WireFormatException {
        List<Reply> all = new ArrayList<>();
        for (List<Reply> some = nextReplies(); some != null; some = nextReplies()) {
            all.addAll(some);
        }
        return all;
    }

    @Override
    public long heardAtNanos() {
        return heardAtNanos;
    }

    @Override
    public long spokeAtNanos() {
        return outbox.lastAddedNanos();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no further use either way.
        }
        selector.wakeup();
    }

    @Override
    public void dispose() {
        close();
        try {
            selector.close();
        } catch (IOException e) {
            // It is of no further use either way.
        }
    }
}
