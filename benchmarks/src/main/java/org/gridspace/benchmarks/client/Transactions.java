package org.gridspace.benchmarks.client;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.jini.core.lease.Lease;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionFactory;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.space.JavaSpace05;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;

/**
 * Each of {@code threads} threads creates a transaction, takes an entry under it, writes one under it and commits, again and again for
 * {@code millis}. There are always more entries than threads.
 */
final class Transactions implements Work {
    private static final long TRANSACTION_MILLIS = TimeUnit.MINUTES.toMillis(1);
    private static final long TAKEN_WITHIN_MILLIS = TimeUnit.SECONDS.toMillis(20);
    private static final String PREFIX = "transaction-";

    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        JavaSpace05 space = to.space();
        TransactionManager manager = to.transactions();
        int threads = order.getInt("threads");
        for (int i = 0; i < 2 * threads; i++) {
            space.write(Parcel.numbered(PREFIX, i), null, Lease.FOREVER);
        }
        Loops loops = Loops.run(threads, order.get("millis"), thread -> (all, none) -> {
            long start = System.nanoTime();
            once(space, manager);
            all.since(start);
        });
        while (space.take(new Parcel(), null, JavaSpace05.NO_WAIT) != null) {
            // empties the space for the next one
        }
        return Map.of(
                Figure.TRANSACTIONS, loops.perSecond(loops.first().count()),
                Figure.P50, loops.first().p50());
    }

    private static void once(JavaSpace05 space, TransactionManager manager) throws Exception {
        Transaction transaction = TransactionFactory.create(manager, TRANSACTION_MILLIS).transaction;
        var taken = (Parcel) space.take(new Parcel(), transaction, TAKEN_WITHIN_MILLIS);
        if (taken == null) {
            transaction.abort();
            throw new IllegalStateException("an entry that was written isn't there");
        }
        space.write(taken, transaction, Lease.FOREVER);
        transaction.commit();
    }
}
