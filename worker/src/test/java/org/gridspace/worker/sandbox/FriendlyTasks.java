package org.gridspace.worker.sandbox;

import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.PrintStream;
import java.io.Serializable;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gridspace.task.GridCallable;
import org.gridspace.task.GridRunnable;

/** What ordinary tasks do. */
public final class FriendlyTasks {
    private static final AtomicInteger CALLS = new AtomicInteger();

    private FriendlyTasks() {}

    record Point(int x, int y) implements Serializable {}

    enum Colour {
        RED,
        GREEN
    }

    /** A result that can't travel. */
    record Stuck(Object inside) implements Serializable {}

    /** Not in the job's jar, in the test that uses it. */
    static final class Absent implements Callable<String>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public String call() {
            return "present";
        }
    }

    static final class OddException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Point where = new Point(1, 2);

        OddException() {
            super("odd at (1, 2)", new IllegalStateException("the cause"));
        }

        Point where() {
            return where;
        }
    }

    static GridCallable<Integer> adder(int captured) {
        return () -> captured + 22;
    }

    static GridRunnable nothing() {
        return () -> {};
    }

    public static Object odd() {
        throw new OddException();
    }

    public static String alive() {
        return "alive";
    }

    public static int next() {
        return CALLS.incrementAndGet();
    }

    public static Object everyKind() {
        return new ArrayList<>(List.of(new Point(3, 4), Colour.GREEN, new int[] {1, 2}, "text", int.class, 7L));
    }

    public static String resource() throws Exception {
        try (InputStream in = FriendlyTasks.class.getResourceAsStream("/data/greeting.txt")) {
            URL url = Objects.requireNonNull(FriendlyTasks.class.getResource("/data/greeting.txt"));
            String first = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            try (InputStream again = url.openStream()) {
                return first + " " + new String(again.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    public static int threads() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int n = i;
            futures.add(pool.submit(() -> n * n));
        }
        int sum = 0;
        for (Future<Integer> future : futures) {
            sum += future.get();
        }
        pool.shutdown();
        return sum;
    }

    public static int parallelStream() {
        return IntStream.range(0, 100_000).parallel().map(i -> i % 7).sum();
    }

    public static String library() {
        return String.format("%,.2f %s %s", 1234.5, System.getProperty("java.version"), "a,b".split(",").length)
                + ServiceLoader.load(Runnable.class, FriendlyTasks.class.getClassLoader())
                        .findFirst()
                        .isPresent();
    }

    public static Object stuck() {
        return new Stuck(new Object());
    }

    public static Object tooLarge() {
        return new byte[200_000];
    }

    public static boolean isNotSerializable(String className) {
        return className.equals(NotSerializableException.class.getName());
    }

    public static Object print() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        out.println("first line");
        err.println("second \u001b[31mline");
        return null;
    }
}
