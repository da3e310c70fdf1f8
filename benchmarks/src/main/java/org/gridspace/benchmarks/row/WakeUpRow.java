package org.gridspace.benchmarks.row;

import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.benchmarks.peer.ClientProcess;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.report.Target;

/** How often a second threads of one process can be woken, with nothing else done: the floor of blocking calls, as a TCP echo is. */
final class WakeUpRow implements Row {
    private static final int[] THREADS = {1, 4, 16};

    @Override
    public String name() {
        return "wake-ups";
    }

    @Override
    public String title() {
        return "one thread that wakes 1, 4 and 16 others, and nothing else: a floor, as raw tcp is";
    }

    @Override
    public void run(Arena arena) throws InterruptedException {
        Map<PeerName, ClientProcess> clients = arena.prepare(
                work(1), List.of(PeerName.TCP), peer -> arena.seat(peer).client());
        for (int threads : THREADS) {
            Order order = new Order("wakeUps", Map.of("threads", (long) threads))
                    .with("millis", arena.scale().turnMillis());
            arena.compete(work(threads), Arena.bouts(clients, client -> client.run(order)));
        }
    }

    @Override
    public List<Target> targets(Scale scale) {
        return List.of();
    }

    private static String work(int threads) {
        return "waking threads, " + threads + " asleep";
    }
}
