package org.gridspace.benchmarks.client;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jini.core.lease.Lease;
import net.jini.space.JavaSpace05;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.jspecify.annotations.Nullable;

/**
 * The master of a plain JavaSpaces program: one thread writes {@code tasks} tasks that wait {@code waitMicros}, one after the other, and
 * another takes as many results, then {@code workers} workers are told to stop. Measured is the time until the last result, of which each
 * must come exactly once.
 */
final class Master implements Work {
    private static final long TAKEN_WITHIN_MILLIS = TimeUnit.MINUTES.toMillis(1);

    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        JavaSpace05 space = to.space();
        int tasks = order.getInt("tasks");
        long waitNanos = TimeUnit.MICROSECONDS.toNanos(order.get("waitMicros"));
        ExecutorService writer = Executors.newSingleThreadExecutor(Master::daemon);
        try {
            long start = System.nanoTime();
            Future<@Nullable Void> written = writer.submit(() -> write(space, tasks, waitNanos));
            take(space, tasks);
            long nanos = System.nanoTime() - start;
            written.get();
            return Map.of(Figure.TASKS, tasks * (double) TimeUnit.SECONDS.toNanos(1) / nanos);
        } finally {
            writer.shutdownNow();
            for (int i = 0; i < order.getInt("workers"); i++) {
                space.write(new Chore(-1, 0, new byte[0]), null, Lease.FOREVER);
            }
        }
    }

    private static @Nullable Void write(JavaSpace05 space, int tasks, long waitNanos) throws Exception {
        for (int i = 0; i < tasks; i++) {
            space.write(new Chore(i, waitNanos, Parcel.payload(i)), null, Lease.FOREVER);
        }
        return null;
    }

    private static void take(JavaSpace05 space, int tasks) throws Exception {
        var done = new BitSet(tasks);
        var template = new ChoreResult();
        for (int i = 0; i < tasks; i++) {
            var result = (ChoreResult) space.take(template, null, TAKEN_WITHIN_MILLIS);
            if (result == null || result.number == null || result.sum == null) {
                throw new IllegalStateException("only " + i + " of " + tasks + " results came");
            }
            if (done.get(result.number) || result.sum != Arrays.hashCode(Parcel.payload(result.number))) {
                throw new IllegalStateException("a result came twice, or is wrong");
            }
            done.set(result.number);
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "gridspace-bench-writer");
        thread.setDaemon(true);
        return thread;
    }
}
