package org.gridspace.benchmarks.client;

import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;

/** Writes {@code count} parcels with the keys 0 … within {@code seconds}. */
final class Fill implements Work {
    static final String PREFIX = "key-";

    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        Filling.fill(to, order, number -> Parcel.numbered(PREFIX, number));
        return Map.of();
    }
}
