package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import org.jspecify.annotations.Nullable;

/** The transactions that have not ended. */
final class Transactions implements Deadlines.Owner {
    /** Numbers from here on are chosen by clients; those below are given in order. */
    static final long FIRST_SHARED = 1L << 40;

    private final int limit;
    private final Long2ObjectOpenHashMap<Transaction> open = new Long2ObjectOpenHashMap<>();
    private final Deadlines deadlines = new Deadlines(this);
    private long lastId;

    Transactions(int limit) {
        this.limit = limit;
    }

    boolean isFull() {
        return open.size() >= limit;
    }

    Transaction begin(Session session, long leaseMillis, long nowMillis) {
        var transaction = new Transaction(++lastId, session, SpaceTime.after(nowMillis, leaseMillis));
        open.put(transaction.id(), transaction);
        session.transactions().put(transaction.id(), transaction);
        deadlines.note(transaction.id(), transaction.expiresAtMillis());
        return transaction;
    }

    void renew(Transaction transaction, long leaseMillis, long nowMillis) {
        long before = transaction.expiresAtMillis();
        transaction.expireAt(SpaceTime.after(nowMillis, leaseMillis));
        if (transaction.expiresAtMillis() < before) {
            deadlines.note(transaction.id(), transaction.expiresAtMillis());
        }
    }

    /** A session's own transaction with that number, or null. */
    @Nullable
    Transaction get(Session session, long id) {
        Transaction transaction = open.get(id);
        return transaction == null || transaction.session() != session ? null : transaction;
    }

    @Nullable
    Transaction get(long id) {
        return open.get(id);
    }

    void remove(Transaction transaction) {
        open.remove(transaction.id());
        transaction.session().transactions().remove(transaction.id());
    }

    Iterable<Transaction> all() {
        return open.values();
    }

    int size() {
        return open.size();
    }

    Deadlines deadlines() {
        return deadlines;
    }

    @Override
    public long deadlineOf(long id) {
        Transaction transaction = open.get(id);
        return transaction == null ? SpaceTime.NEVER : transaction.expiresAtMillis();
    }

    @Override
    public int mortals() {
        return open.size();
    }
}
