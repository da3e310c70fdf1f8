package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectRBTreeMap;
import it.unimi.dsi.fastutil.longs.LongRBTreeSet;

/** A transaction of this space that has not ended: whose it is, until when, and what it holds. */
final class Transaction {
    private final long id;
    private final Session session;
    private long expiresAtMillis;
    private final LongRBTreeSet written = new LongRBTreeSet();
    private final LongRBTreeSet taken = new LongRBTreeSet();
    private final LongRBTreeSet read = new LongRBTreeSet();
    private final Long2ObjectRBTreeMap<Wait> waits = new Long2ObjectRBTreeMap<>();

    Transaction(long id, Session session, long expiresAtMillis) {
        this.id = id;
        this.session = session;
        this.expiresAtMillis = expiresAtMillis;
    }

    long id() {
        return id;
    }

    Session session() {
        return session;
    }

    long expiresAtMillis() {
        return expiresAtMillis;
    }

    void expireAt(long millis) {
        expiresAtMillis = millis;
    }

    /** Entries that it wrote and that only it sees. */
    LongRBTreeSet written() {
        return written;
    }

    /** Entries of others that it took; some may have expired since. */
    LongRBTreeSet taken() {
        return taken;
    }

    /** Entries of others that it has read; some may be gone since. */
    LongRBTreeSet read() {
        return read;
    }

    /** Requests that wait under it, by order. */
    Long2ObjectRBTreeMap<Wait> waits() {
        return waits;
    }
}
