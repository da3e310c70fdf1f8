package org.gridspace.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.gridspace.grid.GridExecutor;
import org.gridspace.task.GridCallable;
import org.gridspace.task.GridRunnable;

/** What the tests submit. By itself, so that no test library travels with it. */
final class Tasks {
    private Tasks() {}

    record Point(int x, int y) implements Serializable {}

    /** A task of a class of its own, which isn't a lambda. */
    record Square(long number) implements Callable<Long>, Serializable {
        @Override
        public Long call() {
            return number * number;
        }
    }

    static final class Trouble extends Exception {
        private static final long serialVersionUID = 1L;
        final int code;

        Trouble(String message, int code) {
            super(message);
            this.code = code;
        }
    }

    /** Drags along what can't be serialized. */
    static final class Burdened extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Object burden = new Object();

        Burdened(String message) {
            super(message);
        }

        @Override
        public String toString() {
            return super.toString() + " with " + burden;
        }
    }

    static Future<Integer> submitCapturing(GridExecutor pool, int captured) {
        return pool.submit(() -> captured * 2 + 2);
    }

    static Future<Map<String, Integer>> submitBlock(GridExecutor pool, List<String> texts) {
        return pool.submit(() -> {
            Map<String, Integer> result = new HashMap<>();
            texts.forEach(text -> result.put(text, text.length()));
            texts.clear(); // its own copy
            return result;
        });
    }

    static Future<Point> submitPoint(GridExecutor pool, int x, int y) {
        return pool.submit(() -> new Point(x, y));
    }

    static Future<Integer> submitReference(GridExecutor pool) {
        return pool.submit(Tasks::answer);
    }

    static Future<?> submitWithoutValue(GridExecutor pool) {
        return pool.submit(() -> {
            answer();
        });
    }

    static Future<String> submitWithGivenValue(GridExecutor pool, String value) {
        return pool.submit(() -> {}, value);
    }

    private static int answer() {
        return 42;
    }

    static GridCallable<Long> square(long number) {
        return () -> number * number;
    }

    static GridCallable<Integer> multiple(int number, int factor) {
        return () -> number * factor;
    }

    static GridCallable<String> text(String text) {
        return () -> text;
    }

    static GridCallable<Integer> trouble(int code) {
        return () -> makeTrouble(code);
    }

    private static int makeTrouble(int code) throws Trouble {
        throw new Trouble("as ordered", code);
    }

    static GridCallable<Object> outOfBounds() {
        return () -> new ArrayList<>().get(3);
    }

    static GridCallable<Object> burdened() {
        return Tasks::throwBurdened;
    }

    private static Object throwBurdened() {
        throw new Burdened("heavy");
    }

    static GridCallable<Integer> holding(Object captured) {
        return () -> captured.hashCode();
    }

    static Callable<Integer> plainLambda() {
        return () -> 1;
    }

    /** Needs more memory than a child has. */
    static GridCallable<Integer> hungry() {
        return () -> {
            List<byte[]> hoard = new ArrayList<>();
            while (hoard.size() < 1 << 20) {
                hoard.add(new byte[1 << 20]);
            }
            return hoard.size();
        };
    }

    static GridCallable<String> resource(String name) {
        return () -> read(name);
    }

    private static String read(String name) throws IOException {
        try (InputStream in = Tasks.class.getResourceAsStream(name)) {
            return in == null ? "not there" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Runs until it is killed. */
    static GridRunnable endless() {
        return Tasks::spin;
    }

    static GridCallable<String> endlessText() {
        return () -> {
            spin();
            return "never";
        };
    }

    private static void spin() {
        long turns = 0;
        while (turns >= 0) {
            turns = turns + 1 & 0xffff;
        }
    }

    /** Takes a while: a checksum over so many steps. */
    static GridCallable<Long> work(int seed, int steps) {
        return () -> {
            long value = seed;
            for (int i = 0; i < steps; i++) {
                value = value * 6364136223846793005L + 1442695040888963407L;
            }
            return value;
        };
    }
}
