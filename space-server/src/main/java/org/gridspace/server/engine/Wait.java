package org.gridspace.server.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A blocked request. Listed, that is, able to be found by entries, while its session is attached. */
final class Wait extends Watch {
    private final Demand demand;
    private final Session session;
    private final @Nullable Transaction transaction;
    private final long order;
    private final long deadlineMillis;
    private @Nullable Batch gathered;

    Wait(
            Demand demand,
            List<Pattern> patterns,
            Session session,
            @Nullable Transaction transaction,
            long order,
            long deadlineMillis) {
        super(patterns);
        this.demand = demand;
        this.session = session;
        this.transaction = transaction;
        this.order = order;
        this.deadlineMillis = deadlineMillis;
    }

    Demand demand() {
        return demand;
    }

    Session session() {
        return session;
    }

    /** The transaction under which it looks, or null. */
    @Nullable
    Transaction transaction() {
        return transaction;
    }

    @Override
    long order() {
        return order;
    }

    @Override
    int queue() {
        return demand.kind().ordinal();
    }

    long deadlineMillis() {
        return deadlineMillis;
    }

    /** What a batch has got from the command that is being applied, or null. */
    @Nullable
    Batch gathered() {
        return gathered;
    }

    void gather(Batch batch) {
        gathered = batch;
    }
}
