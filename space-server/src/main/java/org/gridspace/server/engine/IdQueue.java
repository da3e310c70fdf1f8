package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.LongRBTreeSet;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Entry numbers in ascending order, which is the order of their age. New ones are appended to a ring. Removal only counts:
 * whoever reads skips numbers that are no longer {@code present}, and a ring that is more than half dead is compacted. An
 * old number that comes back (an aborted take) is alive again if it's still in the ring, otherwise it goes into a
 * small sorted set beside it; thus nothing ever shifts the ring.
 */
final class IdQueue {
    private static final int SMALLEST = 4;
    private static final int WORTH_COMPACTING = 32;

    private long[] ring = new long[SMALLEST];
    private int head;
    private int size;
    private int live;
    private @Nullable LongRBTreeSet returned;
    private int hint;

    /** Adds a number that is not in here. */
    void add(long id) {
        live++;
        if (size == 0 || id > at(size - 1)) {
            append(id);
        } else if (!inRing(id)) {
            if (returned == null) {
                returned = new LongRBTreeSet();
            }
            returned.add(id);
        }
    }

    /** Takes out a number that is in here and is no longer {@code present}. */
    void remove(long id, LongPredicate present) {
        live--;
        if (live == 0) {
            clear();
            return;
        }
        if (returned != null && returned.remove(id) && returned.isEmpty()) {
            returned = null;
        }
        if (size > 0 && at(size - 1) == id) {
            size--; // taking the newest again and again leaves nothing behind
        }
        if (size > WORTH_COMPACTING && size / 2 > live) {
            compact(present);
        }
    }

    boolean isEmpty() {
        return live == 0;
    }

    int size() {
        return live;
    }

    /** Visits the numbers in here, those of the ring first; changes nothing. */
    void forEach(LongPredicate present, LongConsumer visitor) {
        for (int i = 0; i < size; i++) {
            if (present.test(at(i))) {
                visitor.accept(at(i));
            }
        }
        if (returned != null) {
            returned.forEach(visitor);
        }
    }

    /** The lowest present number above {@code after}, or -1. */
    long next(long after, LongPredicate present) {
        if (live == 0) {
            return -1;
        }
        while (size > 0 && !present.test(ring[head])) {
            head = head + 1 & ring.length - 1;
            size--;
            hint--;
        }
        long inRing = nextInRing(after, present);
        long back = nextReturned(after);
        if (inRing < 0 || back < 0) {
            return Math.max(inRing, back);
        }
        return Math.min(inRing, back);
    }

    private long nextInRing(long after, LongPredicate present) {
        int i = hint >= 0 && hint < size && at(hint) == after ? hint + 1 : firstAbove(after);
        while (i < size) {
            long id = at(i);
            if (present.test(id)) {
                hint = i;
                return id;
            }
            i++;
        }
        return -1;
    }

    private long nextReturned(long after) {
        if (returned == null || returned.lastLong() <= after) {
            return -1;
        }
        return returned.tailSet(after + 1).firstLong();
    }

    private int firstAbove(long id) {
        if (size == 0 || at(0) > id) {
            return 0;
        }
        int high = size;
        int low = size - 1;
        while (at(low) > id) { // what is looked for is mostly near the end
            high = low;
            low = Math.max(0, size - 2 * (size - low));
        }
        while (low < high) {
            int middle = low + high >>> 1;
            if (at(middle) > id) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean inRing(long id) {
        int above = firstAbove(id);
        return above > 0 && at(above - 1) == id;
    }

    private long at(int index) {
        return ring[head + index & ring.length - 1];
    }

    private void append(long id) {
        if (size == ring.length) {
            resize(ring.length * 2);
        }
        ring[head + size & ring.length - 1] = id;
        size++;
    }

    private void resize(int capacity) {
        long[] larger = new long[capacity];
        for (int i = 0; i < size; i++) {
            larger[i] = at(i);
        }
        ring = larger;
        head = 0;
    }

    private void compact(LongPredicate present) {
        long[] kept = new long[Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, live)) * 2)];
        int count = 0;
        for (int i = 0; i < size; i++) {
            long id = at(i);
            if (present.test(id)) {
                kept[count++] = id;
            }
        }
        ring = kept;
        head = 0;
        size = count;
        hint = -1;
    }

    private void clear() {
        head = 0;
        size = 0;
        hint = -1;
        returned = null;
        if (ring.length > WORTH_COMPACTING) {
            ring = new long[SMALLEST];
        }
    }

    @Override
    public String toString() {
        return live + " of " + Arrays.toString(ring);
    }
}
