package org.gridspace.server.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.gridspace.client.SpaceAddress;
import org.gridspace.wire.ClientPreface;
import org.gridspace.wire.FrameBuffer;
import org.gridspace.wire.Reply;
import org.gridspace.wire.ReplyCodec;
import org.gridspace.wire.Request;
import org.gridspace.wire.RequestCodec;
import org.gridspace.wire.ServerPreface;
import org.gridspace.wire.WireLimits;
import org.gridspace.wire.WireReader;
import org.gridspace.wire.WireWriter;

/** A client that does exactly what the test says, good or bad. */
final class RawClient implements AutoCloseable {
    private static final Random RANDOM = new Random();

    private final Socket socket;
    private final FrameBuffer frames = new FrameBuffer();
    private final Deque<Reply> replies = new ArrayDeque<>();

    RawClient(SpaceAddress address) throws IOException {
        socket = new Socket(address.host(), address.port());
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
    }

    /** Exchanges prefaces. */
    RawClient greet() throws IOException {
        var out = new WireWriter(64);
        ClientPreface.current().write(out);
        sendBytes(out.toByteArray());
        readPreface();
        return this;
    }

    ServerPreface readPreface() throws IOException {
        WireReader preface = frames.nextBytes(ServerPreface.BYTES);
        while (preface == null) {
            receive();
            preface = frames.nextBytes(ServerPreface.BYTES);
        }
        return ServerPreface.read(preface);
    }

    /** Opens a session of its own. */
    RawClient open() throws IOException {
        send(new Request.OpenSession(1, RANDOM.nextLong(), RANDOM.nextLong(), 30_000));
        next(Reply.SessionOpened.class);
        return this;
    }

    void send(Request... requests) throws IOException {
        var out = new WireWriter(64);
        for (Request request : requests) {
            RequestCodec.write(request, out);
        }
        sendBytes(out.toByteArray());
    }

    void sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    Reply next() throws IOException {
        while (replies.isEmpty()) {
            WireReader frame = frames.nextFrame(WireLimits.FRAME_BYTES);
            if (frame == null) {
                receive();
            } else {
                replies.addAll(ReplyCodec.read(frame));
            }
        }
        return replies.remove();
    }

    <R extends Reply> R next(Class<R> expected) throws IOException {
        return expected.cast(next());
    }

    /** Whether the server closes the connection, whatever it says before. */
    boolean isClosedByServer() throws IOException {
        byte[] rest = new byte[4096];
        try {
            while (socket.getInputStream().read(rest) >= 0) {
                // a farewell
            }
        } catch (SocketException reset) {
            return true;
        }
        return true;
    }

    private void receive() throws IOException {
        byte[] bytes = new byte[64 << 10];
        int length = socket.getInputStream().read(bytes);
        if (length < 0) {
            throw new EOFException();
        }
        frames.append(ByteBuffer.wrap(bytes, 0, length));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
