package org.gridspace.benchmarks.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import net.jini.space.JavaSpace05;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.client.RemoteSpace;
import org.gridspace.client.SpaceClient;

/** Writes many entries as fast as the space takes them; isn't measured. Static functions. */
final class Filling {
    private static final int WINDOW = 512;
    private static final int BATCH = 100;

    private Filling() {}

    /**
     * Writes {@code count} entries.
     *
     * @throws IllegalStateException if that takes longer than {@code seconds}
     */
    static void fill(Connected to, Order order, LongFunction<? extends Entry> entry) throws Exception {
        long count = order.get("count");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(order.get("seconds"));
        JavaSpace05 space = to.space();
        if (space instanceof RemoteSpace remote) {
            asynchronously(remote.client(), count, entry, deadline);
        } else {
            inBatches(space, count, entry, deadline);
        }
    }

    private static void asynchronously(
            SpaceClient client, long count, LongFunction<? extends Entry> entry, long deadline) throws Exception {
        var window = new Pipelined.Window(WINDOW);
        for (long i = 0; i < count; i++) {
            window.enter(client.write(entry.apply(i), Lease.FOREVER));
            check(deadline, i, count);
        }
        window.drain();
    }

    private static void inBatches(JavaSpace05 space, long count, LongFunction<? extends Entry> entry, long deadline)
            throws Exception {
        for (long i = 0; i < count; i += BATCH) {
            List<Entry> batch = new ArrayList<>();
            for (long k = i; k < Math.min(count, i + BATCH); k++) {
                batch.add(entry.apply(k));
            }
            space.write(batch, null, Collections.nCopies(batch.size(), Lease.FOREVER));
            check(deadline, i, count);
        }
    }

    private static void check(long deadline, long done, long count) {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException(
                    "only " + done + " of " + count + " entries were written in the time allowed");
        }
    }
}
