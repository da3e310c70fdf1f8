package org.gridspace.benchmarks.client;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import net.jini.space.JavaSpace;
import net.jini.space.JavaSpace05;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.jspecify.annotations.Nullable;

/**
 * One call by a key that one of {@code count} entries has, for {@code millis}; what it changes is undone by a call that isn't
 * measured.
 */
enum Keyed implements Work {
    /** A read. */
    READ {
        @Override
        void once(JavaSpace05 space, long count, Latencies latencies) throws Exception {
            Parcel template = Parcel.template(Fill.PREFIX, any(count));
            long start = System.nanoTime();
            Entry found = space.read(template, null, JavaSpace.NO_WAIT);
            latencies.since(start);
            check(found);
        }
    },
    /** A take, after which the entry is written again. */
    TAKE {
        @Override
        void once(JavaSpace05 space, long count, Latencies latencies) throws Exception {
            Parcel template = Parcel.template(Fill.PREFIX, any(count));
            long start = System.nanoTime();
            Entry found = space.take(template, null, JavaSpace.NO_WAIT);
            latencies.since(start);
            space.write(check(found), null, Lease.FOREVER);
        }
    },
    /** A write of a key that nobody waits for, after which the entry is taken. */
    WRITE {
        private final AtomicLong numbers = new AtomicLong();

        @Override
        void once(JavaSpace05 space, long count, Latencies latencies) throws Exception {
            long number = numbers.incrementAndGet();
            Parcel entry = Parcel.numbered("new-", number);
            long start = System.nanoTime();
            space.write(entry, null, Lease.FOREVER);
            latencies.since(start);
            check(space.take(Parcel.template("new-", number), null, JavaSpace.NO_WAIT));
        }
    };

    abstract void once(JavaSpace05 space, long count, Latencies latencies) throws Exception;

    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        JavaSpace05 space = to.space();
        long count = order.get("count");
        Loops loops = Loops.run(1, order.get("millis"), thread -> (calls, none) -> once(space, count, calls));
        return Map.of(Figure.P50, loops.first().p50(), Figure.P99, loops.first().p99());
    }

    private static long any(long count) {
        return ThreadLocalRandom.current().nextLong(count);
    }

    private static Entry check(@Nullable Entry found) {
        if (found == null) {
            throw new IllegalStateException("an entry that was written isn't there");
        }
        return found;
    }
}
