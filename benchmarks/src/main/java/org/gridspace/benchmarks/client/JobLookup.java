package org.gridspace.benchmarks.client;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import net.jini.core.lease.Lease;
import net.jini.space.JavaSpace05;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;

/** A take among what {@link FillJobs} wrote, for {@code millis}; the entry is written again by a call that isn't measured. */
enum JobLookup implements Work {
    /** By the number, which one entry has. */
    BY_KEY {
        @Override
        JobPart template(long count) {
            return new JobPart(null, null, ThreadLocalRandom.current().nextLong(count), null);
        }
    },
    /** By job and state, each of which very many have, both of them few. */
    BY_STATE {
        @Override
        JobPart template(long count) {
            return new JobPart(FillJobs.JOB, FillJobs.OPEN, null, null);
        }
    };

    abstract JobPart template(long count);

    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        JavaSpace05 space = to.space();
        long count = order.get("count");
        Loops loops = Loops.run(1, order.get("millis"), thread -> (calls, none) -> {
            JobPart template = template(count);
            long start = System.nanoTime();
            var found = (JobPart) space.take(template, null, JavaSpace05.NO_WAIT);
            calls.since(start);
            if (found == null) {
                throw new IllegalStateException("an entry that was written isn't there");
            }
            space.write(found, null, Lease.FOREVER);
        });
        return Map.of(Figure.P50, loops.first().p50(), Figure.P99, loops.first().p99());
    }
}
