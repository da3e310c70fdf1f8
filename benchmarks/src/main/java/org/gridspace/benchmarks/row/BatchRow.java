package org.gridspace.benchmarks.row;

import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.benchmarks.peer.ClientProcess;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.report.Metric;
import org.gridspace.benchmarks.report.Target;

/** Batches of {@code JavaSpace05}. */
final class BatchRow implements Row {
    private static final String WORK = "batches of 100, 1 thread";
    private static final long SIZE = 100;
    private static final double TIMES = 20;

    @Override
    public String name() {
        return "batches";
    }

    @Override
    public String title() {
        return "100 entries in one write and one take; Redis with RPUSH and LPOP of 100";
    }

    @Override
    public void run(Arena arena) throws InterruptedException {
        Order order = new Order(
                "batches", Map.of("size", SIZE, "millis", arena.scale().turnMillis()));
        Map<PeerName, ClientProcess> clients = arena.prepare(
                WORK,
                List.of(PeerName.GRIDSPACE, PeerName.OUTRIGGER, PeerName.OUTRIGGER_FLAT, PeerName.REDIS),
                peer -> arena.seat(peer).client());
        arena.compete(WORK, Arena.bouts(clients, client -> client.run(order)));
    }

    @Override
    public List<Target> targets(Scale scale) {
        return List.of(Target.times(new Metric(WORK, Figure.ENTRIES), TIMES, PeerName.OUTRIGGER));
    }
}
