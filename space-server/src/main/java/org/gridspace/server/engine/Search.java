package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.LongArrayFIFOQueue;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongRBTreeSet;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the entries that a transaction, or nobody's request, may have by one template: by age, or by the values of the
 * template's range. Valid while entries only leave.
 */
final class Search {
    private final Contents contents;
    private final Pattern pattern;
    private final LongPredicate acceptable;
    private final Shelf.Way way;
    private final @Nullable Range order;
    private final @Nullable Transaction transaction;
    private final LongArrayFIFOQueue ownInOrder = new LongArrayFIFOQueue();
    private long shared;
    private byte @Nullable [] sharedFields;
    private long own;
    private byte @Nullable [] ownFields;

    /**
     * Begins.
     *
     * @param contents where
     * @param pattern what
     * @param byAge whether a range in the pattern decides nothing about the order
     * @param after only entries above that number; 0 unless it's by age
     * @param takes whether entries that others have read don't count
     * @param transaction whose own writes count too, or null
     */
    Search(
            Contents contents,
            Pattern pattern,
            boolean byAge,
            long after,
            boolean takes,
            @Nullable Transaction transaction) {
        this.contents = contents;
        this.pattern = pattern;
        this.acceptable = contents.acceptable(takes, transaction);
        this.way = contents.open().way(pattern, byAge);
        this.order = way.order();
        this.transaction = transaction;
        this.shared = after;
        this.own = after;
        if (transaction != null && order != null) {
            sortOwn(transaction, order);
        }
        nextShared();
        nextOwn();
    }

    /** The entry that it stands at, or -1 if there is none. */
    long current() {
        return isAtOwn() ? own : shared;
    }

    /** Goes on to the next one. */
    void advance() {
        if (isAtOwn()) {
            nextOwn();
        } else {
            nextShared();
        }
    }

    private boolean isAtOwn() {
        if (own < 0 || ownFields == null || shared < 0 || sharedFields == null) {
            return own >= 0;
        }
        return order == null ? own < shared : order.compare(ownFields, own, sharedFields, shared) < 0;
    }

    private void nextShared() {
        shared = contents.open().next(way, shared, sharedFields, acceptable);
        sharedFields = shared < 0 ? null : contents.table().fields(shared);
    }

    private void nextOwn() {
        if (transaction == null) {
            own = -1;
        } else if (order == null) {
            own = contents.ownWrite(pattern, transaction, own);
        } else {
            do {
                own = ownInOrder.isEmpty() ? -1 : ownInOrder.dequeueLong();
            } while (own >= 0 && !transaction.written().contains(own)); // another template had it
        }
        ownFields = own < 0 ? null : contents.table().fields(own);
    }

    private void sortOwn(Transaction writer, Range by) {
        var matching = new LongArrayList();
        LongRBTreeSet written = writer.written();
        for (long id : written) {
            if (contents.matches(pattern, id)) {
                matching.add(id);
            }
        }
        matching.sort((one, other) ->
                by.compare(contents.table().fields(one), one, contents.table().fields(other), other));
        matching.forEach(ownInOrder::enqueue);
    }
}
