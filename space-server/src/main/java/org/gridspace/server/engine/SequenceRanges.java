package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2LongRBTreeMap;
import it.unimi.dsi.fastutil.longs.Long2LongSortedMap;

/**
 * A set of sequence numbers, kept as ranges: a client that waits long for one request and finishes millions of later ones
 * costs one range, not millions of numbers. Confined to the engine's thread.
 */
final class SequenceRanges {
    private final Long2LongRBTreeMap ends = new Long2LongRBTreeMap(); // by first number, the last one, inclusive

    /** Adds a number, harmlessly when it is there. */
    void add(long sequence) {
        if (contains(sequence)) {
            return;
        }
        long first = sequence;
        long last = sequence;
        Long2LongSortedMap before = ends.headMap(sequence);
        if (!before.isEmpty() && before.get(before.lastLongKey()) == sequence - 1) {
            first = before.lastLongKey();
        }
        if (ends.containsKey(sequence + 1)) {
            last = ends.remove(sequence + 1);
        }
        ends.put(first, last);
    }

    boolean contains(long sequence) {
        Long2LongSortedMap upTo = ends.headMap(sequence + 1);
        return !upTo.isEmpty() && upTo.get(upTo.lastLongKey()) >= sequence;
    }

    /** Forgets that number and all before it. */
    void removeUpTo(long sequence) {
        while (!ends.isEmpty() && ends.firstLongKey() <= sequence) {
            long last = ends.remove(ends.firstLongKey());
            if (last > sequence) {
                ends.put(sequence + 1, last);
            }
        }
    }

    /** How many ranges there are. */
    int count() {
        return ends.size();
    }
}
