package org.gridspace.benchmarks.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.client.RemoteSpace;
import org.gridspace.client.SpaceClient;

/** {@code count} takes that wait, each for another key, until the process ends. */
final class Takers implements Work {
    private static final long WAITS_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final List<CompletableFuture<?>> waiting = new ArrayList<>();

    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        if (!(to.space() instanceof RemoteSpace remote)) {
            throw new UnsupportedOperationException("has no asynchronous calls, and so many threads are too many");
        }
        SpaceClient client = remote.client();
        for (long i = 0; i < order.get("count"); i++) {
            waiting.add(
                    client.take(Parcel.template("awaited-", i), WAITS_MILLIS).future());
        }
        client.census().get(); // answered after all of them have arrived
        if (waiting.stream().anyMatch(CompletableFuture::isDone)) {
            throw new IllegalStateException("a take that should wait doesn't");
        }
        return Map.of();
    }
}
