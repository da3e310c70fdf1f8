package org.gridspace.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.gridspace.wire.Request;
import org.gridspace.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * Which finished requests the space has yet to hear of. An acknowledgement isn't answered; it has certainly arrived when a
 * request that was sent after it is answered, and until then it is repeated on each new connection. Guarded by the session's
 * lock.
 */
final class Acknowledgements {
    /** A finished request; {@code take} says what it took, for a message, or is null. */
    private record Finished(long sequence, @Nullable String take) {}

    private record Sent(long number, List<Finished> finished) {}

    private final List<Finished> unsent = new ArrayList<>();
    private final Deque<Sent> unconfirmed = new ArrayDeque<>();
    private long lastNumber;
    private long waitingSinceNanos;
    private long eventsArrived;
    private boolean eventsUnsent;

    /** A request is finished: its outcome is where it belongs. */
    void finished(long sequence, @Nullable String take) {
        beginToWait();
        unsent.add(new Finished(sequence, take));
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
        if (eventsUnsent) { // what gets lost with a connection is said again when the events come again
            eventsUnsent = false;
            return new Request.AcknowledgeEvents(0, eventsArrived);
        }
        if (unsent.isEmpty()) {
            return null;
        }
        List<Finished> part = unsent.subList(0, Math.min(unsent.size(), WireLimits.ACKNOWLEDGED));
        var sent = new Sent(++lastNumber, List.copyOf(part));
        part.clear();
        unconfirmed.add(sent);
        long[] above = sent.finished.stream()
                .mapToLong(Finished::sequence)
                .filter(sequence -> sequence > floor)
                .toArray();
        return new Request.Acknowledge(0, floor, above);
    }

    /** The acknowledgements up to this number have arrived. */
    void confirmed(long number) {
        while (!unconfirmed.isEmpty() && unconfirmed.getFirst().number <= number) {
            unconfirmed.removeFirst();
        }
    }

    /** The connection is a new one: what isn't confirmed is to be sent again. */
    void repeat() {
        while (!unconfirmed.isEmpty()) {
            unsent.addAll(0, unconfirmed.removeLast().finished);
        }
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
            if (one.take != null) {
                takes.add(one.take);
            }
        }
    }
}
