package org.gridspace.benchmarks.client;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jini.core.lease.Lease;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.client.SpaceClient;

/** {@link Master} that has several writes and takes under way instead of one of each. */
final class AsyncMaster implements Work {
    private static final int WINDOW = 1_000;
    private static final int SLOTS = 128;
    private static final long TAKEN_WITHIN_MILLIS = TimeUnit.MINUTES.toMillis(1);

    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        SpaceClient client = to.client();
        int tasks = order.getInt("tasks");
        var window = new Pipelined.Window(WINDOW);
        try {
            long start = System.nanoTime();
            Slots<ChoreResult> results = take(client, tasks);
            for (int i = 0; i < tasks; i++) {
                window.enter(client.write(new Chore(i, 0, Parcel.payload(i)), Lease.FOREVER));
            }
            results.await();
            long nanos = System.nanoTime() - start;
            return Map.of(Figure.TASKS, tasks * (double) TimeUnit.SECONDS.toNanos(1) / nanos);
        } finally {
            for (int i = 0; i < order.getInt("workers") * AsyncWorker.SLOTS; i++) {
                window.enter(client.write(new Chore(-1, 0, new byte[0]), Lease.FOREVER));
            }
            window.drain();
        }
    }

    private static Slots<ChoreResult> take(SpaceClient client, int tasks) {
        int slots = Math.min(SLOTS, tasks);
        var template = new ChoreResult();
        var done = new BitSet(tasks);
        var takes = new AtomicInteger(slots);
        return Slots.open(
                slots, () -> client.take(template, TAKEN_WITHIN_MILLIS).future(), result -> {
                    synchronized (done) {
                        if (result.number == null || result.sum == null || done.get(result.number)) {
                            throw new IllegalStateException("a result came twice, or is none");
                        }
                        if (result.sum != Arrays.hashCode(Parcel.payload(result.number))) {
                            throw new IllegalStateException("a result is wrong");
                        }
                        done.set(result.number);
                    }
                    return takes.getAndIncrement() < tasks;
                });
    }
}
