package org.gridspace.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.gridspace.discovery.GridNetwork;

/**
 * Main class of a process that has Redis for a child and ends it with itself, since Redis wouldn't end with the benchmark. Argument: the
 * program.
 */
public final class RedisServer {
    private static final int ATTEMPTS = 5;
    private static final String LISTENS = "Ready to accept connections";

    private RedisServer() {}

    /** Runs until its standard input ends. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = System.out;
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = freePort(); // may be taken by another before Redis does: then once more
            Process redis = start(args[0], port);
            if (listens(redis)) {
                out.println("@ready " + GridNetwork.LOOPBACK + ":" + port);
                out.flush();
                waitForParent(redis);
                return;
            }
            redis.destroyForcibly().waitFor();
        }
        out.println("@failed redis-server doesn't start");
    }

    private static Process start(String program, int port) throws IOException {
        var builder = new ProcessBuilder(
                program,
                "--bind",
                GridNetwork.LOOPBACK,
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                System.getProperty("java.io.tmpdir"));
        Process redis = builder.redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(redis::destroyForcibly, "gridspace-redis-end"));
        return redis;
    }

    private static boolean listens(Process redis) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(redis.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(LISTENS)) {
                return true;
            }
        }
        return false;
    }

    private static void waitForParent(Process redis) throws IOException {
        while (System.in.read() >= 0) {
            // nothing is asked of it
        }
        redis.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(GridNetwork.LOOPBACK))) {
            return socket.getLocalPort();
        }
    }
}
