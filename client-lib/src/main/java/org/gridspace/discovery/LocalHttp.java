package org.gridspace.discovery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP server for a fixed set of pages, on one address: what {@code /peers} and the download of proxies need. A
 * path either is one of the pages, letter by letter, or isn't found; there's no file system behind it. At most four
 * requests are worked on at a time, 64 wait, and one that takes longer than ten seconds to arrive is dropped. Thread-safe.
 */
public final class LocalHttp implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LocalHttp.class.getName());
    private static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int FAILED = 500;
    private static final int NO_BODY = -1;
    private static final String TEXT = "text/plain";

    private final HttpServer server;
    private final ThreadPoolExecutor pool;
    private final URI uri;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    /** One page. */
    public interface Page {
        /** Its media type. */
        String type();

        /** Its content at the time of the request. */
        byte[] content() throws IOException;

        /** A page that never changes. */
        static Page of(String type, byte[] content) {
            return new Page() {
                @Override
                public String type() {
                    return type;
                }

                @Override
                public byte[] content() {
                    return content;
                }
            };
        }
    }

    private LocalHttp(HttpServer server, String host) {
        this.server = server;
        String shown = GridNetwork.advertised(host);
        uri = URI.create(
                "http://" + new TrackerAddress(shown, server.getAddress().getPort()));
        pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                TrackerSearch.threads("gridspace-http"));
        pool.allowCoreThreadTimeOut(true);
        server.setExecutor(pool);
        server.createContext("/", this::answer);
    }

    /**
     * Listens and answers from now on, with no page yet.
     *
     * @param port 0: any free one
     * @throws BindException naming host and port, if it's taken
     */
    public static LocalHttp start(String host, int port) throws IOException {
        // Read once by the JDK's server; what the user has set stays.
        System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", "10");
        System.getProperties().putIfAbsent("sun.net.httpserver.maxRspTime", "30");
        try {
            LocalHttp http = new LocalHttp(HttpServer.create(new InetSocketAddress(host, port), 0), host);
            http.server.start();
            return http;
        } catch (BindException e) {
            throw taken(host, port, e);
        }
    }

    /** What to throw when a port can't be had. */
    public static BindException taken(String host, int port, @Nullable Throwable cause) {
        BindException exception = new BindException("Can't listen on " + new TrackerAddress(host, port)
                + ", something else does or the address isn't ours");
        exception.initCause(cause);
        return exception;
    }

    /** Adds a page or replaces it. */
    public void serve(String path, Page page) {
        pages.put(path, page);
    }

    /** {@code http://host:port}, without a slash at the end. */
    public URI uri() {
        return uri;
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String method = exchange.getRequestMethod();
            Page page = pages.get(exchange.getRequestURI().getPath());
            if (page == null) {
                send(exchange, NOT_FOUND, TEXT, "Not found\n".getBytes(StandardCharsets.UTF_8));
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, METHOD_NOT_ALLOWED, TEXT, "GET only\n".getBytes(StandardCharsets.UTF_8));
            } else {
                send(exchange, page);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A client went away", e);
        }
    }

    private static void send(HttpExchange exchange, Page page) throws IOException {
        byte[] content;
        try {
            content = page.content();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "A page can't be shown", e);
            send(exchange, FAILED, TEXT, "Failed\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        send(exchange, OK, page.type(), content);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, NO_BODY);
        } else {
            exchange.sendResponseHeaders(status, body.length == 0 ? NO_BODY : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
