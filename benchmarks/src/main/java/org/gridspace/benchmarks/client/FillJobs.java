package org.gridspace.benchmarks.client;

import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;

/**
 * {@code count} parts of one job that are done, a tenth as many of other jobs that are open, and {@link #RARE} that are open and of the
 * first job, spread among the rest.
 */
final class FillJobs implements Work {
    static final String JOB = "J";
    static final String OPEN = "open";
    static final int RARE = 8;
    private static final int OTHERS = 11;

    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        long count = order.get("count");
        Filling.fill(to, order.with("count", count + count / (OTHERS - 1)), number -> part(number, count / RARE));
        return Map.of();
    }

    private static JobPart part(long number, long distance) {
        byte[] payload = Parcel.payload(number);
        if (number % distance == distance / 2) {
            return new JobPart(JOB, OPEN, number, payload);
        }
        return number % OTHERS == OTHERS - 1
                ? new JobPart("other-" + number % 100, OPEN, number, payload)
                : new JobPart(JOB, "done", number, payload);
    }
}
