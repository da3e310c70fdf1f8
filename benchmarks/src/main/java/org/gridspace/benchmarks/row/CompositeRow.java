package org.gridspace.benchmarks.row;

import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.benchmarks.peer.ClientProcess;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.report.Metric;
import org.gridspace.benchmarks.report.Target;

/** Two fields that very many entries have in common, both of which few have: found as fast as by a key? */
final class CompositeRow implements Row {
    private static final double MOST = 1.3;

    @Override
    public String name() {
        return "composite";
    }

    @Override
    public String title() {
        return "a take by two fields that are rare only together, and by key, among 1 M entries";
    }

    @Override
    public void run(Arena arena) throws InterruptedException {
        long count = arena.scale().most();
        Map<PeerName, ClientProcess> clients =
                arena.prepare(work("job and state", count), List.of(PeerName.GRIDSPACE), peer -> {
                    ClientProcess client = arena.seat(peer).client();
                    client.run(new Order(
                            "fill-jobs",
                            Map.of("count", count, "seconds", arena.scale().fillSeconds())));
                    return client;
                });
        arena.competeTogether(List.of(
                new Work(work("key", count), bouts(arena, "job-by-key", clients)),
                new Work(work("job and state", count), bouts(arena, "job-by-state", clients))));
    }

    private static Map<PeerName, Arena.Bout> bouts(Arena arena, String call, Map<PeerName, ClientProcess> clients) {
        Order order = new Order(
                call,
                Map.of("count", arena.scale().most(), "millis", arena.scale().turnMillis()));
        return Arena.bouts(clients, client -> client.run(order));
    }

    @Override
    public List<Target> targets(Scale scale) {
        long count = scale.most();
        return List.of(Target.atMostOfOwn(
                new Metric(work("job and state", count), Figure.P50),
                MOST,
                new Metric(work("key", count), Figure.P50),
                "own by key"));
    }

    private static String work(String by, long count) {
        return "take by " + by + " among " + Groups.text(count) + " of the job";
    }
}
