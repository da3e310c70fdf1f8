package org.gridspace.benchmarks.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.benchmarks.peer.ClientProcess;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.report.Metric;
import org.gridspace.benchmarks.report.Target;

/** A read and a take by a key, among more and more entries; a space of its own for each number of entries. */
final class KeyedRow implements Row {
    private static final double MOST = 1.3;

    @Override
    public String name() {
        return "keyed";
    }

    @Override
    public String title() {
        return "a read and a take by key among 1 k, 10 k, 100 k and 1 M entries";
    }

    @Override
    public void run(Arena arena) throws InterruptedException {
        Map<Long, Map<PeerName, ClientProcess>> clients = new LinkedHashMap<>();
        for (long level : arena.scale().levels()) {
            clients.put(level, filled(arena, level));
        }
        // all levels in each round, so that the ratio between them is one of the same moment
        List<Work> works = new ArrayList<>();
        clients.forEach((level, byPeer) -> {
            works.add(new Work(work("read", level), bouts(arena, "read", level, byPeer)));
            works.add(new Work(work("take", level), bouts(arena, "take", level, byPeer)));
        });
        arena.competeTogether(works);
    }

    private static Map<PeerName, ClientProcess> filled(Arena arena, long level) throws InterruptedException {
        return arena.prepare(work("take", level), Rows.SPACES, peer -> {
            ClientProcess client = arena.seat(peer).client();
            WarmUp.of(client, arena.scale());
            client.run(new Order(
                    "fill", Map.of("count", level, "seconds", arena.scale().fillSeconds())));
            return client;
        });
    }

    private static Map<PeerName, Arena.Bout> bouts(
            Arena arena, String call, long level, Map<PeerName, ClientProcess> clients) {
        Order order =
                new Order(call, Map.of("count", level, "millis", arena.scale().turnMillis()));
        return Arena.bouts(clients, client -> client.run(order));
    }

    @Override
    public List<Target> targets(Scale scale) {
        if (scale.levels().size() == 1) {
            return List.of();
        }
        long few = scale.levels().get(0);
        return List.of(Target.atMostOfOwn(
                new Metric(work("take", scale.most()), Figure.P50),
                MOST,
                new Metric(work("take", few), Figure.P50),
                "own among " + Groups.text(few)));
    }

    private static String work(String call, long level) {
        return "keyed " + call + " among " + Groups.text(level);
    }
}
