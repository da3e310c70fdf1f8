package org.gridspace.benchmarks.row;

import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.benchmarks.peer.ClientProcess;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.report.Metric;
import org.gridspace.benchmarks.report.Target;

/** One client process whose threads write an entry and take one, again and again. */
final class WriteTakeRow implements Row {
    private static final int[] THREADS = {1, 4, 16};
    private static final int MANY = 16;
    private static final double TIMES_ALONE = 4;
    private static final double TIMES_MANY = 20;

    @Override
    public String name() {
        return "write-take";
    }

    @Override
    public String title() {
        return "write and take from 1, 4 and 16 threads of one client process";
    }

    @Override
    public void run(Arena arena) throws InterruptedException {
        Map<PeerName, ClientProcess> clients =
                arena.prepare(work(1), Rows.ALL_PEERS, peer -> arena.seat(peer).client());
        for (int threads : THREADS) {
            Order order = new Order(
                    "write-take",
                    Map.of("threads", (long) threads, "millis", arena.scale().turnMillis()));
            arena.compete(work(threads), Arena.bouts(clients, client -> client.run(order)));
        }
    }

    @Override
    public List<Target> targets(Scale scale) {
        var alone = new Metric(work(1), Figure.OPERATIONS);
        return List.of(
                Target.times(alone, TIMES_ALONE, PeerName.OUTRIGGER),
                Target.times(alone, 1, PeerName.REDIS),
                Target.times(new Metric(work(MANY), Figure.OPERATIONS), TIMES_MANY, PeerName.OUTRIGGER));
    }

    private static String work(int threads) {
        return "write + take, " + threads + (threads == 1 ? " thread" : " threads");
    }
}
