package org.gridspace.benchmarks.client;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.jini.core.lease.Lease;
import net.jini.space.JavaSpace05;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;

/**
 * Two processes that throw a ball to each other {@code throws} times, each blocked in a take while the other has it. Measured is the
 * way of a ball: from before the write in the one process to after the take in the other.
 */
final class HandOff implements Work {
    private static final long CAUGHT_WITHIN_MILLIS = TimeUnit.SECONDS.toMillis(30);

    private final String me;
    private final String other;
    private final boolean begins;

    /** {@code begins}: whether this is the one that throws first. */
    HandOff(boolean begins) {
        this.begins = begins;
        me = begins ? "first" : "second";
        other = begins ? "second" : "first";
    }

    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        JavaSpace05 space = to.space();
        byte[] payload = Parcel.payload(1);
        var template = new Ball(me, null, null);
        var ways = new Latencies();
        long times = order.get("throws");
        for (long i = 0; i < times; i++) {
            if (begins) {
                hurl(space, payload);
            }
            var ball = (Ball) space.take(template, null, CAUGHT_WITHIN_MILLIS);
            if (ball == null || ball.thrownNanos == null) {
                throw new IllegalStateException("the other process threw no ball");
            }
            ways.since(ball.thrownNanos);
            if (!begins) {
                hurl(space, payload);
            }
        }
        return Map.of(Figure.P50, ways.p50(), Figure.P99, ways.p99());
    }

    private void hurl(JavaSpace05 space, byte[] payload) throws Exception {
        space.write(new Ball(other, System.nanoTime(), payload), null, Lease.FOREVER);
    }
}
