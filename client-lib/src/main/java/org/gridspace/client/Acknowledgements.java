package org.gridspace.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.gridspace.entry.EntryType;
import org.gridspace.wire.Request;
import org.gridspace.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * Which finished requests the space has yet to hear of. An acknowledgement isn't answered; it has certainly arrived when a
 * request that was sent after it is answered, and until then it is repeated on each new connection. Guarded by the session's
 * lock.
 */
final class Acknowledgements {
    /** So many finished requests travel with the next one, even if none of them has taken anything. */
    private static final int MANY = 64;

    /** A finished request, see {@link #finished}. */
    private record Finished(
            long sequence, boolean took, @Nullable EntryType type, long entryId) {}

    private record Sent(long number, List<Finished> finished) {}

    private List<Finished> unsent = new ArrayList<>();
    private final Deque<Sent> unconfirmed = new ArrayDeque<>();
    private long lastNumber;
    private long waitingSinceNanos;
    private boolean takesWait;
    private long eventsArrived;
    private boolean eventsUnsent;

    /**
     * A request is finished: its outcome is where it belongs.
     *
     * @param sequence which
     * @param took whether it took entries
     * @param type the type of the entry that it took, null if it took several
     * @param entryId the number of the entry that it took
     */
    void finished(long sequence, boolean took, @Nullable EntryType type, long entryId) {
        beginToWait();
        unsent.add(new Finished(sequence, took, type, entryId));
        takesWait |= took;
    }

    /** The events up to this number, or one that came again, are where they belong. */
    void eventsArrived(long upTo) {
        beginToWait();
        eventsArrived = Math.max(eventsArrived, upTo);
        eventsUnsent = true;
    }

    private void beginToWait() {
        if (!isWaiting()) {
            waitingSinceNanos = System.nanoTime();
        }
    }

    /** Whether there is something to be sent. */
    boolean isWaiting() {
        return eventsUnsent || !unsent.isEmpty();
    }

    /** Whether there is something to be sent that should not wait: a take, or a lot. */
    boolean isPressing() {
        return takesWait || unsent.size() >= MANY;
    }

    /** Since when there has been something to be sent. */
    long waitingSinceNanos() {
        return waitingSinceNanos;
    }

    /** The number of the last acknowledgement that was sent. */
    long lastNumber() {
        return lastNumber;
    }

    /** The next acknowledgement, or null. Everything up to {@code floor} is finished. */
    @Nullable
    Request next(long floor) {
        if (eventsUnsent) { // what gets lost with a connection is said again on the next
            eventsUnsent = false;
            return new Request.AcknowledgeEvents(0, eventsArrived);
        }
        if (unsent.isEmpty()) {
            return null;
        }
        List<Finished> part = unsent;
        if (part.size() <= WireLimits.ACKNOWLEDGED) {
            unsent = new ArrayList<>();
            takesWait = false;
        } else {
            part = List.copyOf(unsent.subList(0, WireLimits.ACKNOWLEDGED));
            unsent.subList(0, WireLimits.ACKNOWLEDGED).clear();
        }
        unconfirmed.add(new Sent(++lastNumber, part));
        return new Request.Acknowledge(0, floor, above(floor, part));
    }

    private static long[] above(long floor, List<Finished> part) {
        int count = 0;
        for (Finished one : part) {
            count += one.sequence > floor ? 1 : 0;
        }
        long[] above = new long[count];
        for (Finished one : part) {
            if (one.sequence > floor) {
                above[--count] = one.sequence;
            }
        }
        return above;
    }

    /** The acknowledgements up to this number have arrived. */
    void confirmed(long number) {
        while (!unconfirmed.isEmpty() && unconfirmed.getFirst().number <= number) {
            unconfirmed.removeFirst();
        }
    }

    /** The connection is a new one: what isn't confirmed is to be sent again. */
    void repeat() {
        eventsUnsent = eventsArrived > 0;
        while (!unconfirmed.isEmpty()) {
            unsent.addAll(0, unconfirmed.removeLast().finished);
        }
        takesWait = !unsent.isEmpty();
        waitingSinceNanos = System.nanoTime();
    }

    /** The takes that the space may not know to be finished, in words. */
    List<String> unconfirmedTakes() {
        var takes = new ArrayList<String>();
        unconfirmed.forEach(sent -> addTakes(sent.finished, takes));
        addTakes(unsent, takes);
        return takes;
    }

    private static void addTakes(List<Finished> finished, List<String> takes) {
        for (Finished one : finished) {
            if (one.took) {
                EntryType type = one.type;
                takes.add(type == null ? "the entries of a batch" : type.className() + " (entry " + one.entryId + ")");
            }
        }
    }
}
