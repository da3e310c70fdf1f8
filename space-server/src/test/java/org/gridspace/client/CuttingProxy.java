package org.gridspace.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy that cuts each connection after a random number of bytes in either direction, wherever in a frame that is, or all at
 * once when told to.
 */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final SpaceAddress target;
    private final Random random;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile long meanBytes;
    private volatile boolean refusing;

    /** Cuts connections after {@code meanBytes} bytes on average; 0 for never. */
    CuttingProxy(SpaceAddress target, long seed, long meanBytes) throws IOException {
        this.target = target;
        this.random = new Random(seed);
        this.meanBytes = meanBytes;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    /** The target's address as seen through the proxy. */
    SpaceAddress address() {
        return new SpaceAddress(
                listening.getInetAddress().getHostAddress(), listening.getLocalPort(), target.spaceId(), target.name());
    }

    int cuts() {
        return cuts.get();
    }

    /** Cuts every connection now. */
    void cutAll() {
        links.forEach(Link::cut);
    }

    /** Whether new connections are cut at once. */
    void refuse(boolean refuse) {
        refusing = refuse;
        if (refuse) {
            cutAll();
        }
    }

    /** From now on nothing is cut at random any more. */
    void stopCutting() {
        meanBytes = 0;
        links.forEach(link -> link.budget.set(Long.MAX_VALUE));
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                if (refusing) {
                    client.close();
                } else {
                    connect(client);
                }
            }
        } catch (IOException closed) {
            cutAll();
        }
    }

    private void connect(Socket client) throws IOException {
        var server = new Socket();
        server.connect(new InetSocketAddress(target.host(), target.port()));
        long budget = meanBytes == 0 ? Long.MAX_VALUE : 1 + (long) (random.nextDouble() * 2 * meanBytes);
        var link = new Link(client, server, new AtomicLong(budget), random.nextBoolean());
        links.add(link);
        if (refusing) {
            link.cut();
        }
        threads.submit(() -> link.pump(client, server));
        threads.submit(() -> link.pump(server, client));
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cutAll();
        threads.shutdownNow();
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private final AtomicLong budget;
        private final boolean abruptly;

        Link(Socket client, Socket server, AtomicLong budget, boolean abruptly) {
            this.client = client;
            this.server = server;
            this.budget = budget;
            this.abruptly = abruptly;
        }

        void pump(Socket from, Socket to) {
            try {
                from.setTcpNoDelay(true);
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] bytes = new byte[8192];
                for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                    long left = budget.addAndGet(-length);
                    out.write(bytes, 0, (int) (left >= 0 ? length : Math.max(0, length + left)));
                    if (left < 0) {
                        break;
                    }
                }
            } catch (IOException broken) {
                // cut from one of the sides
            }
            cut();
        }

        void cut() {
            if (links.remove(this)) {
                cuts.incrementAndGet();
                close(client);
                close(server);
            }
        }

        private void close(Socket socket) {
            try {
                if (abruptly) {
                    socket.setSoLinger(true, 0);
                }
                socket.close();
            } catch (IOException e) {
                // closed already
            }
        }
    }
}
