package org.gridspace.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/**
 * Main class of a server's process: runs another main class, says {@code @ready} when that one has returned, answers
 * {@code heap} with the bytes that are in use after a collection, and ends the process at the end of standard input.
 *
 * <p>It is put on the class path of foreign servers and so needs nothing but the JDK.
 */
public final class Supervised {
    private static final int COLLECTIONS = 4;

    private Supervised() {}

    /** Arguments: the main class to run, and its arguments. */
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        endWithInput(out);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            if (e.getCause() != null) {
                say(out, "failed " + e.getCause());
            }
            throw e;
        }
        say(out, "ready");
        new CountDownLatch(1).await();
    }

    /** From now on the process ends with its standard input, and answers {@code heap}. */
    public static void endWithInput(PrintStream out) {
        var watcher = new Thread(() -> watch(out), "gridspace-parent");
        watcher.setDaemon(true);
        watcher.start();
    }

    private static void watch(PrintStream out) {
        try {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("heap")) {
                    say(out, "heap " + heapUsed());
                }
            }
        } catch (IOException e) {
            say(out, "input failed: " + e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static long heapUsed() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static void say(PrintStream out, String answer) {
        synchronized (out) {
            out.println("@" + answer);
            out.flush();
        }
    }
}
