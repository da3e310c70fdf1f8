package org.gridspace.benchmarks.row;

import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.benchmarks.peer.ClientProcess;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.report.Metric;
import org.gridspace.benchmarks.report.Target;

/** Take, write and commit under the transaction manager that lookup finds: Mahalo with Outrigger, each space's own with us. */
final class TransactionRow implements Row {
    private static final int[] THREADS = {1, 16};
    private static final int MANY = 16;
    private static final double TIMES_ALONE = 10;
    private static final double TIMES_MANY = 20;

    @Override
    public String name() {
        return "transactions";
    }

    @Override
    public String title() {
        return "create, take, write and commit from 1 and 16 threads";
    }

    @Override
    public void run(Arena arena) throws InterruptedException {
        Map<PeerName, ClientProcess> clients =
                arena.prepare(work(1), Rows.SPACES, peer -> arena.seat(peer).client());
        for (int threads : THREADS) {
            Order order = new Order(
                    "transactions",
                    Map.of("threads", (long) threads, "millis", arena.scale().turnMillis()));
            arena.compete(work(threads), Arena.bouts(clients, client -> client.run(order)));
        }
    }

    @Override
    public List<Target> targets(Scale scale) {
        return List.of(
                Target.times(new Metric(work(1), Figure.TRANSACTIONS), TIMES_ALONE, PeerName.OUTRIGGER),
                Target.times(new Metric(work(MANY), Figure.TRANSACTIONS), TIMES_MANY, PeerName.OUTRIGGER));
    }

    private static String work(int threads) {
        return "take + write + commit, " + threads + (threads == 1 ? " thread" : " threads");
    }
}
