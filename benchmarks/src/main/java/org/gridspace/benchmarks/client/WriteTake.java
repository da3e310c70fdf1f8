package org.gridspace.benchmarks.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;

/** Each of {@code threads} threads writes an entry and takes one, again and again for {@code millis}. */
final class WriteTake implements Work {
    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        List<Lane> lanes = Collections.synchronizedList(new ArrayList<>());
        try {
            if (to.isSpace()) {
                to.space(); // found here, not by several threads
            }
            Loops loops = Loops.run(order.getInt("threads"), order.get("millis"), thread -> {
                Lane lane = Lane.open(to);
                lanes.add(lane);
                return (writes, takes) -> {
                    long start = System.nanoTime();
                    lane.write();
                    long between = writes.since(start);
                    lane.take();
                    takes.since(between);
                };
            });
            return Map.of(
                    Figure.OPERATIONS,
                    loops.perSecond(loops.first().count() + loops.second().count()),
                    Figure.WRITE_P50,
                    loops.first().p50(),
                    Figure.TAKE_P50,
                    loops.second().p50());
        } finally {
            for (Lane lane : lanes) {
                lane.close();
            }
        }
    }
}
