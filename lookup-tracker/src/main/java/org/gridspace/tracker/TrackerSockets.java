package org.gridspace.tracker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import org.gridspace.discovery.LocalHttp;

/**
 * The sockets of one registrar, all on one address: the listening one, bound before the registrar starts, and outgoing
 * ones that leave from that address, so that a multicast request can't make it connect from a wider one. Thread-safe.
 */
final class TrackerSockets {
    private static final int BACKLOG = 128;

    private final InetAddress host;
    private final ServerSocket listening;

    /**
     * Listens.
     *
     * @throws BindException naming host and port, if it's taken
     */
    TrackerSockets(String host, int port) throws IOException {
        this.host = InetAddress.getByName(host);
        listening = new ServerSocket();
        listening.setReuseAddress(true);
        try {
            listening.bind(new InetSocketAddress(this.host, port), BACKLOG);
        } catch (BindException e) {
            listening.close();
            throw LocalHttp.taken(host, port, e);
        }
    }

    /** The port that it listens on. */
    int port() {
        return listening.getLocalPort();
    }

    void close() throws IOException {
        listening.close();
    }

    /** Gives the registrar the socket that already listens, whichever port it asks for. */
    ServerSocketFactory incoming() {
        return new ServerSocketFactory() {
            @Override
            public ServerSocket createServerSocket() {
                return listening;
            }

            @Override
            public ServerSocket createServerSocket(int port) {
                return listening;
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog) {
                return listening;
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
                return listening;
            }
        };
    }

    SocketFactory outgoing() {
        return new Outgoing();
    }

    private final class Outgoing extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(host, 0));
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress address, int port) throws IOException {
            // A registrar that ends wakes its own listener up, at the address that it believes the machine to have.
            boolean own = port == port();
            return connect(new InetSocketAddress(own && !host.isAnyLocalAddress() ? host : address, port));
        }

        @Override
        public Socket createSocket(String name, int port) throws IOException {
            return connect(new InetSocketAddress(name, port));
        }

        @Override
        public Socket createSocket(String name, int port, InetAddress local, int localPort) throws IOException {
            return createSocket(name, port);
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
            return createSocket(address, port);
        }

        private Socket connect(InetSocketAddress address) throws IOException {
            Socket socket = createSocket();
            try {
                socket.connect(address);
                return socket;
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        }
    }
}
