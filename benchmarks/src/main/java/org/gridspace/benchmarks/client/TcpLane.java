package org.gridspace.benchmarks.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;

/** The floor: as many bytes there and back over a connection of its own. */
final class TcpLane implements Lane {
    /** About what a call's request takes with 200 bytes of payload. */
    static final int PING_BYTES = 250;

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private final byte[] bytes = new byte[PING_BYTES];

    TcpLane(URI address) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
    }

    @Override
    public void write() throws IOException {
        out.write(bytes);
        in.readFully(bytes);
    }

    @Override
    public void take() throws IOException {
        write();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
