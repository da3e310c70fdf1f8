package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongRBTreeSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All grants of one sort, by number, by owner and by time. */
final class Grants<G extends Grant> implements Deadlines.Owner {
    private final int limit;
    private final long limitBytes;
    private final Long2ObjectOpenHashMap<G> all = new Long2ObjectOpenHashMap<>();
    private final Map<Object, LongRBTreeSet> byOwner = new HashMap<>(); // by session, and by transaction
    private final Deadlines deadlines = new Deadlines(this);
    private long lastId;
    private long templateBytes;
    private int mortal;

    Grants(int limit, long limitBytes) {
        this.limit = limit;
        this.limitBytes = limitBytes;
    }

    boolean isFull() {
        return all.size() >= limit || templateBytes >= limitBytes;
    }

    long nextId() {
        return ++lastId;
    }

    @Nullable
    G get(long id) {
        return all.get(id);
    }

    void add(G grant) {
        all.put(grant.id(), grant);
        templateBytes += grant.templateBytes();
        mortal += grant.expiresAtMillis() == SpaceTime.NEVER ? 0 : 1;
        deadlines.note(grant.id(), grant.expiresAtMillis());
        own(grant.session(), grant);
        Transaction transaction = grant.transaction();
        if (transaction != null) {
            own(transaction, grant);
        }
    }

    void remove(G grant) {
        all.remove(grant.id());
        templateBytes -= grant.templateBytes();
        mortal -= grant.expiresAtMillis() == SpaceTime.NEVER ? 0 : 1;
        disown(grant.session(), grant);
        Transaction transaction = grant.transaction();
        if (transaction != null) {
            disown(transaction, grant);
        }
    }

    /** Makes it another session's. */
    void pass(G grant, Session heir) {
        disown(grant.session(), grant);
        grant.passTo(heir);
        own(heir, grant);
    }

    void renew(G grant, long expiresAtMillis) {
        long before = grant.expiresAtMillis();
        mortal -= before == SpaceTime.NEVER ? 0 : 1;
        mortal += expiresAtMillis == SpaceTime.NEVER ? 0 : 1;
        grant.expireAt(expiresAtMillis);
        if (expiresAtMillis < before) {
            deadlines.note(grant.id(), expiresAtMillis);
        }
    }

    /** The numbers of what belongs to a session or a transaction, ascending. */
    long[] of(Object owner) {
        LongRBTreeSet own = byOwner.get(owner);
        return own == null ? new long[0] : own.toLongArray();
    }

    /** Whether anything belongs to a session or a transaction. */
    boolean hasAny(Object owner) {
        return byOwner.containsKey(owner);
    }

    /** The numbers of all, ascending. */
    long[] ids() {
        long[] ids = all.keySet().toLongArray();
        Arrays.sort(ids);
        return ids;
    }

    Collection<G> all() {
        return all.values();
    }

    int size() {
        return all.size();
    }

    long templateBytes() {
        return templateBytes;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    @Override
    public long deadlineOf(long id) {
        G grant = all.get(id);
        return grant == null ? SpaceTime.NEVER : grant.expiresAtMillis();
    }

    @Override
    public int mortals() {
        return mortal;
    }

    private void own(Object owner, G grant) {
        byOwner.computeIfAbsent(owner, ignored -> new LongRBTreeSet()).add(grant.id());
    }

    private void disown(Object owner, G grant) {
        LongRBTreeSet own = byOwner.get(owner);
        if (own != null && own.remove(grant.id()) && own.isEmpty()) {
            byOwner.remove(owner);
        }
    }
}
