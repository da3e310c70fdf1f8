package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocked requests: found by entries through {@link WatchShapes}, and by time. */
final class Waits implements Deadlines.Owner {
    private final EngineLimits limits;
    private final Long2ObjectOpenHashMap<Wait> all = new Long2ObjectOpenHashMap<>();
    private final Deadlines deadlines = new Deadlines(this);
    private long lastOrder;
    private int listed;
    private int listedIfExists;
    private int mortal;
    private long templateBytes;

    Waits(EngineLimits limits) {
        this.limits = limits;
    }

    boolean isFull() {
        return all.size() >= limits.waits() || templateBytes >= limits.templateBytes();
    }

    long templateBytes() {
        return templateBytes;
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
            Demand demand,
            List<Pattern> patterns,
            Session session,
            @Nullable Transaction transaction,
            long deadlineMillis) {
        var wait = new Wait(demand, patterns, session, transaction, ++lastOrder, deadlineMillis);
        all.put(wait.order(), wait);
        session.waits().put(demand.origin().sequence(), wait);
        if (transaction != null) {
            transaction.waits().put(wait.order(), wait);
        }
        templateBytes += wait.templateBytes();
        mortal += deadlineMillis == SpaceTime.NEVER ? 0 : 1;
        deadlines.note(wait.order(), deadlineMillis);
        if (session.isAttached()) {
            list(wait);
        }
    }

    void remove(Wait wait) {
        unlist(wait);
        all.remove(wait.order());
        wait.session().waits().remove(wait.demand().origin().sequence());
        Transaction transaction = wait.transaction();
        if (transaction != null) {
            transaction.waits().remove(wait.order());
        }
        templateBytes -= wait.templateBytes();
        mortal -= wait.deadlineMillis() == SpaceTime.NEVER ? 0 : 1;
    }

    /** Lets entries find it. */
    void list(Wait wait) {
        if (!wait.isListed()) {
            for (int i = 0; i < wait.patternCount(); i++) {
                wait.pattern(i).type().waits().add(wait, i);
            }
            wait.listed(true);
            count(wait, 1);
        }
    }

    /** Lets it keep its place and match nothing. */
    void unlist(Wait wait) {
        if (wait.isListed()) {
            for (int i = 0; i < wait.patternCount(); i++) {
                wait.pattern(i).type().waits().remove(wait, i);
            }
            wait.listed(false);
            count(wait, -1);
        }
    }

    @Nullable
    Wait get(long order) {
        return all.get(order);
    }

    /** The lines of waits that an entry could end. */
    List<WatchLine<Wait>> linesFor(TypeNode type, byte[] fields, FieldHash hash) {
        List<WatchLine<Wait>> lines = List.of();
        for (TypeNode node = type; node != null; node = node.parent()) {
            lines = node.waits().collect(fields, hash, lines);
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
        listedIfExists += wait.demand().kind().ifExists() ? change : 0;
    }
}
