package org.gridspace.benchmarks.row;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.benchmarks.peer.ClientProcess;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.peer.Seat;
import org.gridspace.benchmarks.peer.Unavailable;
import org.gridspace.benchmarks.report.Metric;
import org.gridspace.benchmarks.report.Target;

/** A write to an empty space and to one that is full of entries, of takes that wait for other keys, and of registrations. */
final class CrowdRow implements Row {
    private static final String EMPTY = "write to an empty space";
    private static final double MOST = 2;

    @Override
    public String name() {
        return "crowd";
    }

    @Override
    public String title() {
        return "a write beside 1 M entries, 100,000 blocked takes and 10,000 registrations";
    }

    @Override
    public void run(Arena arena) throws InterruptedException {
        Scale scale = arena.scale();
        List<PeerName> us = List.of(PeerName.GRIDSPACE);
        Map<PeerName, ClientProcess> empty = arena.prepare(EMPTY, us, peer -> {
            ClientProcess client = arena.seat(peer).client();
            WarmUp.of(client, arena.scale());
            return client;
        });
        Map<PeerName, ClientProcess> takers =
                arena.prepare(takers(scale), us, peer -> crowded(arena, arena.seat(peer)));
        Map<PeerName, ClientProcess> all = arena.prepare(all(scale), us, peer -> {
            Seat seat = arena.seat(peer);
            ClientProcess client = crowded(arena, seat);
            seat.client().run(Order.of("registrations").with("count", scale.registrations()));
            return client;
        });
        arena.competeTogether(List.of(
                new Work(EMPTY, bouts(arena, empty)),
                new Work(takers(scale), bouts(arena, takers)),
                new Work(all(scale), bouts(arena, all))));
    }

    /** Fills a space with entries and blocked takes; returns a client that has none of them. */
    private static ClientProcess crowded(Arena arena, Seat seat) throws IOException, InterruptedException, Unavailable {
        ClientProcess client = seat.client();
        WarmUp.of(client, arena.scale());
        client.run(new Order(
                "fill",
                Map.of("count", arena.scale().most(), "seconds", arena.scale().fillSeconds())));
        seat.client().run(Order.of("takers").with("count", arena.scale().takers()));
        return client;
    }

    private static Map<PeerName, Arena.Bout> bouts(Arena arena, Map<PeerName, ClientProcess> clients) {
        Order order =
                new Order("write", Map.of("count", 0L, "millis", arena.scale().turnMillis()));
        return Arena.bouts(clients, client -> client.run(order));
    }

    @Override
    public List<Target> targets(Scale scale) {
        var empty = new Metric(EMPTY, Figure.P50);
        return List.of(
                Target.atMostOfOwn(new Metric(takers(scale), Figure.P50), MOST, empty, "own to an empty space"),
                Target.atMostOfOwn(new Metric(all(scale), Figure.P50), MOST, empty, "own to an empty space"));
    }

    private static String takers(Scale scale) {
        return "write beside " + Groups.text(scale.most()) + " entries, " + Groups.text(scale.takers()) + " takes";
    }

    private static String all(Scale scale) {
        return takers(scale) + ", " + Groups.text(scale.registrations()) + " registrations";
    }
}
