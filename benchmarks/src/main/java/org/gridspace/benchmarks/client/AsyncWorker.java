package org.gridspace.benchmarks.client;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jini.core.lease.Lease;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.client.SpaceClient;

/** {@link Worker} with several takes under way, and results that are written without waiting. Each slot takes one task that says stop. */
final class AsyncWorker implements Work {
    /** How many takes a worker has under way. */
    static final int SLOTS = 32;

    private static final long TAKEN_WITHIN_MILLIS = TimeUnit.MINUTES.toMillis(2);

    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        SpaceClient client = to.client();
        var template = new Chore();
        var unwritten = new Unfinished();
        Slots.open(SLOTS, () -> client.take(template, TAKEN_WITHIN_MILLIS).future(), chore -> {
                    if (chore.number == null || chore.number < 0) {
                        return false;
                    }
                    var result = new ChoreResult(chore.number, Arrays.hashCode(chore.payload));
                    unwritten.add(client.write(result, Lease.FOREVER));
                    return true;
                })
                .await();
        unwritten.join();
        return Map.of();
    }

    /** Calls whose results are of no interest, but that must have been made. Used by the thread that reads, then by another. */
    private static final class Unfinished {
        private CompletableFuture<?> all = CompletableFuture.completedFuture(null);

        synchronized void add(CompletableFuture<?> call) {
            all = all.isDone() && !all.isCompletedExceptionally() ? call : CompletableFuture.allOf(all, call);
        }

        synchronized void join() {
            all.join();
        }
    }
}
