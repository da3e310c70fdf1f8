package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;

/**
 * A heap of (time, number) pairs that says what is due. What ends early or is prolonged leaves its pair behind; such a
 * pair is dropped, or put back under its new time, when it comes up, and all of them when they outnumber the living.
 */
final class Deadlines {
    /** Who knows the truth about a number's deadline. */
    interface Owner {
        /** When it ends; {@link SpaceTime#NEVER} also when it is gone. */
        long deadlineOf(long id);

        /** How many have an end. */
        int mortals();
    }

    private static final int WORTH_COMPACTING = 1024;

    private final Owner owner;
    private long[] times = new long[16];
    private long[] ids = new long[16];
    private int size;

    Deadlines(Owner owner) {
        this.owner = owner;
    }

    /** Notes a deadline that is new, or earlier than the last one noted; later ones are found by themselves. */
    void note(long id, long time) {
        if (time == SpaceTime.NEVER) {
            return;
        }
        if (size > WORTH_COMPACTING && size / 2 > owner.mortals()) {
            compact();
        }
        push(time, id);
    }

    /** The earliest deadline, or {@link SpaceTime#NEVER}. */
    long next() {
        while (size > 0) {
            long truth = owner.deadlineOf(ids[0]);
            if (truth == times[0]) {
                return truth;
            }
            long id = ids[0];
            long noted = times[0];
            pop();
            if (truth != SpaceTime.NEVER && truth > noted) {
                push(truth, id);
            }
        }
        return SpaceTime.NEVER;
    }

    /** Takes out a number whose deadline is at or before {@code now}, earliest first, or answers -1. */
    long pollDue(long now) {
        if (next() > now) {
            return -1;
        }
        long id = ids[0];
        pop();
        return id;
    }

    /** Receives what is noted. */
    @FunctionalInterface
    interface Visitor {
        void visit(long id, long time);
    }

    /** Visits every pair, outdated ones too; changes nothing. */
    void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.visit(ids[i], times[i]);
        }
    }

    private void push(long time, long id) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            ids = Arrays.copyOf(ids, size * 2);
        }
        int child = size++;
        while (child > 0) {
            int parent = child - 1 >>> 1;
            if (!before(time, id, parent)) {
                break;
            }
            times[child] = times[parent];
            ids[child] = ids[parent];
            child = parent;
        }
        times[child] = time;
        ids[child] = id;
    }

    private void pop() {
        size--;
        sink(0, times[size], ids[size]);
    }

    private void sink(int from, long time, long id) {
        int parent = from;
        int child = 2 * parent + 1;
        while (child < size) {
            if (child + 1 < size && before(times[child + 1], ids[child + 1], child)) {
                child++;
            }
            if (!before(times[child], ids[child], time, id)) {
                break;
            }
            times[parent] = times[child];
            ids[parent] = ids[child];
            parent = child;
            child = 2 * parent + 1;
        }
        times[parent] = time;
        ids[parent] = id;
    }

    private boolean before(long time, long id, int index) {
        return before(time, id, times[index], ids[index]);
    }

    private static boolean before(long time, long id, long otherTime, long otherId) {
        return time < otherTime || time == otherTime && id < otherId;
    }

    private void compact() {
        int kept = 0;
        var seen = new LongOpenHashSet(owner.mortals());
        for (int i = 0; i < size; i++) {
            long truth = owner.deadlineOf(ids[i]);
            if (truth != SpaceTime.NEVER && seen.add(ids[i])) {
                times[kept] = truth;
                ids[kept++] = ids[i];
            }
        }
        size = kept;
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i, times[i], ids[i]);
        }
    }
}
