package org.gridspace.benchmarks.row;

import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.benchmarks.peer.ClientProcess;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.report.Metric;
import org.gridspace.benchmarks.report.Target;

/** One thread that doesn't wait for answers. Outrigger has nothing of the kind. */
final class PipelinedRow implements Row {
    private static final String WORK = "asynchronous write + take, 1 client";
    private static final long RUN = 100;
    private static final long WINDOW = 1_000;
    private static final double LEAST = 300_000;

    @Override
    public String name() {
        return "pipelined";
    }

    @Override
    public String title() {
        return "asynchronous writes and takes of one thread; Redis in pipelines of 100";
    }

    @Override
    public void run(Arena arena) throws InterruptedException {
        Order order = new Order("pipelined", Map.of("run", RUN, "window", WINDOW))
                .with("millis", arena.scale().turnMillis());
        Map<PeerName, ClientProcess> clients = arena.prepare(
                WORK,
                List.of(PeerName.GRIDSPACE, PeerName.REDIS),
                peer -> arena.seat(peer).client());
        arena.compete(WORK, Arena.bouts(clients, client -> client.run(order)));
    }

    @Override
    public List<Target> targets(Scale scale) {
        return List.of(Target.atLeast(new Metric(WORK, Figure.OPERATIONS), LEAST));
    }
}
