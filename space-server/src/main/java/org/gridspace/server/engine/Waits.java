package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocked requests: found by entries through {@link WaitShapes}, and by time. */
final class Waits implements Deadlines.Owner {
    private final int limit;
    private final Long2ObjectOpenHashMap<Wait> all = new Long2ObjectOpenHashMap<>();
    private final Deadlines deadlines = new Deadlines(this);
    private long lastOrder;
    private int listed;
    private int listedIfExists;
    private int mortal;

    Waits(int limit) {
        this.limit = limit;
    }

    boolean isFull() {
        return all.size() >= limit;
    }

    int size() {
        return all.size();
    }

    Iterable<Wait> all() {
        return all.values();
    }

    int listedCount() {
        return listed;
    }

    int listedIfExistsCount() {
        return listedIfExists;
    }

    boolean anyListed() {
        return listed > 0;
    }

    boolean anyIfExistsListed() {
        return listedIfExists > 0;
    }

    void add(
            Command.Match request,
            Pattern pattern,
            Session session,
            @Nullable Transaction transaction,
            long deadlineMillis) {
        var wait = new Wait(request, pattern, session, transaction, ++lastOrder, deadlineMillis);
        all.put(wait.order(), wait);
        session.waits().put(request.origin().sequence(), wait);
        if (transaction != null) {
            transaction.waits().put(wait.order(), wait);
        }
        mortal += deadlineMillis == SpaceTime.NEVER ? 0 : 1;
        deadlines.note(wait.order(), deadlineMillis);
        if (session.isAttached()) {
            list(wait);
        }
    }

    void remove(Wait wait) {
        unlist(wait);
        all.remove(wait.order());
        wait.session().waits().remove(wait.request().origin().sequence());
        Transaction transaction = wait.transaction();
        if (transaction != null) {
            transaction.waits().remove(wait.order());
        }
        mortal -= wait.deadlineMillis() == SpaceTime.NEVER ? 0 : 1;
    }

    /** Lets entries find it. */
    void list(Wait wait) {
        if (!wait.isListed()) {
            wait.pattern().type().waits().add(wait);
            count(wait, 1);
        }
    }

    /** Lets it keep its place and match nothing. */
    void unlist(Wait wait) {
        if (wait.isListed()) {
            wait.pattern().type().waits().remove(wait);
            count(wait, -1);
        }
    }

    @Nullable
    Wait get(long order) {
        return all.get(order);
    }

    /** The lines of waits that an entry could end. */
    List<WaitLine> linesFor(TypeNode type, byte[] fields, FieldHash hash) {
        var lines = new ArrayList<WaitLine>(2);
        for (TypeNode node = type; node != null; node = node.parent()) {
            node.waits().collect(fields, hash, lines);
        }
        return lines;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    @Override
    public long deadlineOf(long order) {
        Wait wait = all.get(order);
        return wait == null ? SpaceTime.NEVER : wait.deadlineMillis();
    }

    @Override
    public int mortals() {
        return mortal;
    }

    private void count(Wait wait, int change) {
        listed += change;
        listedIfExists += wait.request().kind().ifExists() ? change : 0;
    }
}
