package org.gridspace.benchmarks.row;

import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.peer.Seat;
import org.gridspace.benchmarks.report.Metric;
import org.gridspace.benchmarks.report.Target;

/** What the server's heap grows by when it is filled, for each entry; after a collection, before and after. */
final class HeapRow implements Row {
    private static final double MOST_BYTES = 350;

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String title() {
        return "heap of the server for each of 1 M entries, after a collection";
    }

    @Override
    public void run(Arena arena) throws InterruptedException {
        long count = arena.scale().most();
        String work = work(count);
        Map<PeerName, Double> bytes = arena.prepare(work, Rows.SPACES, peer -> {
            Seat seat = arena.seat(peer);
            var client = seat.client();
            // what the first entries need is not what each needs
            client.run(Order.of("write-take").with("threads", 1).with("millis", 100));
            long before = seat.heapUsed();
            client.run(new Order(
                    "fill", Map.of("count", count, "seconds", arena.scale().fillSeconds())));
            double each = (seat.heapUsed() - before) / (double) count;
            seat.close();
            return each;
        });
        arena.once(work, Arena.bouts(bytes, each -> Map.of(Figure.HEAP, each)));
    }

    @Override
    public List<Target> targets(Scale scale) {
        return List.of(Target.atMost(new Metric(work(scale.most()), Figure.HEAP), MOST_BYTES));
    }

    private static String work(long count) {
        return "heap with " + Groups.text(count) + " entries";
    }
}
