package org.gridspace.benchmarks.client;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.jini.core.lease.Lease;
import net.jini.space.JavaSpace05;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;

/** The worker of a plain JavaSpaces program: takes a task, writes its result, until it takes one that says stop. */
final class Worker implements Work {
    private static final long TAKEN_WITHIN_MILLIS = TimeUnit.MINUTES.toMillis(2);

    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        JavaSpace05 space = to.space();
        var template = new Chore();
        while (true) {
            var chore = (Chore) space.take(template, null, TAKEN_WITHIN_MILLIS);
            if (chore == null || chore.number == null || chore.waitNanos == null) {
                throw new IllegalStateException("no task came");
            }
            if (chore.number < 0) {
                return Map.of();
            }
            if (chore.waitNanos > 0) {
                waitFor(chore.waitNanos);
            }
            space.write(new ChoreResult(chore.number, Arrays.hashCode(chore.payload)), null, Lease.FOREVER);
        }
    }

    /** The work of such a task is to take time without taking the processor. */
    private static void waitFor(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
