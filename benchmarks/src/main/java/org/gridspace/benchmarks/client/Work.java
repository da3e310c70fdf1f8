package org.gridspace.benchmarks.client;

import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;

/** Something that a client process does and measures. */
interface Work {
    /** Does it; returns when it is done. A failure's message is shown to the user. */
    Map<Figure, Double> run(Connected to, Order order) throws Exception;
}
