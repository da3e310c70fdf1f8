package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The transactions that have not ended. */
final class Transactions implements Deadlines.Owner {
    /** Numbers from here on are chosen by clients; those below are given in order. */
    static final long FIRST_SHARED = 1L << 40;

    private final int limit;
    private final Long2ObjectOpenHashMap<Transaction> open = new Long2ObjectOpenHashMap<>();
    private final Map<Foreign.Form, Transaction> byForm = new HashMap<>();
    private final Map<Foreign.Name, Transaction> byName = new HashMap<>();
    private final Deadlines deadlines = new Deadlines(this);
    private long lastId;

    Transactions(int limit) {
        this.limit = limit;
    }

    boolean isFull() {
        return open.size() >= limit;
    }

    /** Whether a client may choose this number. */
    boolean isFree(long id) {
        return id >= FIRST_SHARED && !open.containsKey(id);
    }

    /** A transaction that ends with its session. */
    Transaction begin(Session session, long leaseMillis, long nowMillis) {
        Transaction transaction = add(++lastId, session, SpaceTime.after(nowMillis, leaseMillis));
        session.transactions().put(transaction.id(), transaction);
        return transaction;
    }

    /** A transaction of everybody who knows this number, which must be {@linkplain #isFree free}. */
    Transaction share(long id, long leaseMillis, long nowMillis) {
        return add(id, null, SpaceTime.after(nowMillis, leaseMillis));
    }

    /** Another manager's transaction under this number, which must be {@linkplain #isFree free}. */
    Transaction enlist(long id, Foreign part, Transaction.Course course, long dueMillis) {
        Transaction transaction = add(id, null, dueMillis);
        transaction.enter(Transaction.State.JOINING);
        transaction.follow(part, course);
        byForm.put(part.form(), transaction);
        return transaction;
    }

    /** From now on a foreign transaction is found by its name. */
    void name(Transaction transaction, Foreign.Name name) {
        byName.put(name, transaction);
    }

    private Transaction add(long id, @Nullable Session session, long dueMillis) {
        var transaction = new Transaction(id, session, dueMillis);
        open.put(id, transaction);
        deadlines.note(id, dueMillis);
        return transaction;
    }

    void renew(Transaction transaction, long leaseMillis, long nowMillis) {
        setDue(transaction, SpaceTime.after(nowMillis, leaseMillis));
    }

    /** Sets when its time is up. */
    void setDue(Transaction transaction, long millis) {
        long before = transaction.expiresAtMillis();
        transaction.expireAt(millis);
        if (millis < before) {
            deadlines.note(transaction.id(), millis);
        }
    }

    /** The transaction with that number if the session may make requests under it, or null. */
    @Nullable
    Transaction get(Session session, long id) {
        Transaction transaction = open.get(id);
        boolean usable = transaction != null
                && transaction.isActive()
                && (transaction.session() == null || transaction.session() == session);
        return usable ? transaction : null;
    }

    @Nullable
    Transaction get(long id) {
        return open.get(id);
    }

    @Nullable
    Transaction get(Foreign.Form form) {
        return byForm.get(form);
    }

    @Nullable
    Transaction get(Foreign.Name name) {
        return byName.get(name);
    }

    void remove(Transaction transaction) {
        open.remove(transaction.id());
        Session session = transaction.session();
        if (session != null) {
            session.transactions().remove(transaction.id());
        }
        Foreign foreign = transaction.foreign();
        if (foreign != null) {
            byForm.remove(foreign.form(), transaction);
            if (foreign.name() != null) {
                byName.remove(foreign.name(), transaction);
            }
        }
    }

    Iterable<Transaction> all() {
        return open.values();
    }

    int size() {
        return open.size();
    }

    /** How many forms and names of foreign transactions are known. */
    int foreignCount() {
        return byForm.size() + byName.size();
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
