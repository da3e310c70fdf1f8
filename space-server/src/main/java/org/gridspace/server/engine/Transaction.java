package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectRBTreeMap;
import it.unimi.dsi.fastutil.longs.LongRBTreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that has not ended: whose it is, until when, and what it holds. A session's own ends with the session; a shared
 * one belongs to whoever knows its number; a foreign one is another manager's, and the space takes part in it.
 */
final class Transaction {
    /** How far it has come. */
    enum State {
        /** The space has not joined it yet. */
        JOINING,
        /** It can be used. */
        ACTIVE,
        /** Its participants are asked whether they can commit. */
        VOTING,
        /** The space has promised its foreign manager that it can commit. */
        PREPARED,
        /** It is committed, and not all of its participants know. */
        COMMITTED,
        /** It is aborted, and not all of its participants know. */
        ABORTED
    }

    /** What decides about a transaction that isn't simply aborted when its time is up. */
    interface Course {
        /** Its time is up; sets another one, or ends it. */
        void due(Transaction transaction);

        /** Tells again what is to be done outside. */
        void retell(Transaction transaction);
    }

    private final long id;
    private final @Nullable Session session;
    private long expiresAtMillis;
    private State state = State.ACTIVE;
    private @Nullable Course course;
    private @Nullable Foreign foreign;
    private @Nullable Ballot ballot;
    private final LongRBTreeSet written = new LongRBTreeSet();
    private final LongRBTreeSet taken = new LongRBTreeSet();
    private final LongRBTreeSet read = new LongRBTreeSet();
    private final Long2ObjectRBTreeMap<Wait> waits = new Long2ObjectRBTreeMap<>();

    Transaction(long id, @Nullable Session session, long expiresAtMillis) {
        this.id = id;
        this.session = session;
        this.expiresAtMillis = expiresAtMillis;
    }

    long id() {
        return id;
    }

    /** The session that it ends with, or null. */
    @Nullable
    Session session() {
        return session;
    }

    /** When it ends, or when its course has something to do about it. */
    long expiresAtMillis() {
        return expiresAtMillis;
    }

    void expireAt(long millis) {
        expiresAtMillis = millis;
    }

    State state() {
        return state;
    }

    void enter(State next) {
        state = next;
    }

    /** Whether requests may be made under it. */
    boolean isActive() {
        return state == State.ACTIVE;
    }

    /** Whether it is decided, and stays only until its participants know. */
    boolean isDecided() {
        return state == State.COMMITTED || state == State.ABORTED;
    }

    /** Whether a commit of it changes anything here. */
    boolean hasChanges() {
        return !written.isEmpty() || !taken.isEmpty();
    }

    @Nullable
    Course course() {
        return course;
    }

    /** The space takes part in another manager's transaction. */
    void follow(Foreign part, Course decides) {
        foreign = part;
        course = decides;
    }

    /** Strangers take part in this transaction. */
    void lead(Ballot votes, Course decides) {
        ballot = votes;
        course = decides;
    }

    /** What there is beside if it is another manager's, else null. */
    @Nullable
    Foreign foreign() {
        return foreign;
    }

    /** Its participants, null if it never had any. */
    @Nullable
    Ballot ballot() {
        return ballot;
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

    /** It holds nothing any more. */
    void letGo() {
        written.clear();
        taken.clear();
        read.clear();
    }
}
