package org.gridspace.server.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ServerSocketFactory;
import net.jini.export.Exporter;
import net.jini.jeri.BasicILFactory;
import net.jini.jeri.BasicJeriExporter;
import net.jini.jeri.tcp.TcpServerEndpoint;

/** Exports over JERI on the loopback interface alone. Public because River's configurations call it. */
public final class Loopback extends ServerSocketFactory {
    private static final int BACKLOG = 50;

    private Loopback() {}

    /** An exporter for one object. */
    public static Exporter exporter() {
        return new BasicJeriExporter(
                TcpServerEndpoint.getInstance("127.0.0.1", 0, null, new Loopback()),
                new BasicILFactory(),
                false,
                false);
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, BACKLOG);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return new ServerSocket(port, backlog, InetAddress.getByName("127.0.0.1"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Loopback;
    }

    @Override
    public int hashCode() {
        return Loopback.class.hashCode();
    }
}
