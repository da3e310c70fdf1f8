package org.gridspace.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.gridspace.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * A session's requests that aren't finished, in the order of their numbers, and what the space has yet to hear about those that are.
 * Guarded by the session's lock but for {@link #areUnattended}.
 */
final class OpenRequests {
    /** How many bytes of entries may be on their way before those who write more have to wait. */
    private static final long MAX_BYTES_UNDERWAY = 16 << 20;

    private final Map<Long, PendingRequest> pending = new LinkedHashMap<>();
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final long patienceNanos;
    private long lastSequence = Session.OPENING;
    private long bytesUnderway;
    /** How many requests have no outcome yet that no caller waits for. Written under the lock. */
    private volatile int unattended;

    private boolean finishedLately;
    /** When the background thread looks after the acknowledgements again. */
    private long looksAgainNanos = System.nanoTime();

    /**
     * None.
     *
     * @param acknowledgeMillis how long finished requests may wait for an acknowledgement
     */
    OpenRequests(long acknowledgeMillis) {
        this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(acknowledgeMillis);
    }

    /** Whether a request with that many bytes of entries may be added now. */
    boolean haveRoom(long bytes) {
        return bytes <= 0 || bytesUnderway <= 0 || bytesUnderway + bytes <= MAX_BYTES_UNDERWAY;
    }

    /** Whether there are requests without an outcome that no caller waits for. Called by any thread. */
    boolean areUnattended() {
        return unattended > 0;
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** The request with this number, if it isn't finished. */
    @Nullable
    PendingRequest get(long sequence) {
        return pending.get(sequence);
    }

    /** The numbers of those that may wait for an entry. */
    List<Long> matches() {
        List<Long> matches = new ArrayList<>();
        pending.forEach((sequence, request) -> {
            if (request.isMatch()) {
                matches.add(sequence);
            }
        });
        return matches;
    }

    // sending

    /** Adds a request and lets the connection send it, if there is one; what can't be sent isn't added. Answers its number. */
    long add(LongFunction<Request> request, long bytes, ReplySink sink, @Nullable Connection target) {
        long sequence = lastSequence + 1;
        var added = new PendingRequest(request.apply(sequence), sink, bytes);
        if (target != null) {
            transmit(added, target);
        }
        lastSequence = sequence;
        bytesUnderway += bytes;
        pending.put(sequence, added);
        if (!sink.isAwaited()) {
            unattended = unattended + 1;
        }
        return sequence;
    }

    /** Lets a new connection send everything without an outcome, and the acknowledgements that may have been lost. */
    void repeat(Connection fresh) {
        acknowledgements.repeat();
        for (PendingRequest request : pending.values()) {
            if (!request.delivered) {
                transmit(request, fresh);
            }
        }
        addAcknowledgements(fresh);
    }

    /** Adds a request to what the connection sends, after the acknowledgements that wait: they travel together. */
    private void transmit(PendingRequest request, Connection target) {
        if (acknowledgements.isPressing()) {
            addAcknowledgements(target);
        }
        target.add(request.transmissions == 0 ? request.request : request.again());
        request.transmissions++;
        request.acknowledgement = acknowledgements.lastNumber();
        request.sentAtMillis = System.currentTimeMillis();
    }

    private void addAcknowledgements(Connection target) {
        long floor = (pending.isEmpty()
                        ? lastSequence + 1
                        : pending.keySet().iterator().next())
                - 1;
        for (Request next = acknowledgements.next(floor); next != null; next = acknowledgements.next(floor)) {
            target.add(next);
        }
    }

    // outcomes

    /** A request was answered by the present connection: what was sent there before it has arrived. */
    void confirmed(PendingRequest request) {
        acknowledgements.confirmed(request.acknowledgement);
    }

    /** Whether the caller is the one who completes the request. */
    boolean claim(PendingRequest request) {
        boolean first = !request.delivered && pending.get(request.request.sequence()) == request;
        request.delivered |= first;
        if (first && !request.sink.isAwaited()) {
            unattended = unattended - 1;
        }
        return first;
    }

    /**
     * A claimed request's outcome is where it belongs, or not.
     *
     * @param delivered whether the sink was given the outcome; if not, the request fails with the session
     */
    void finished(Delivery one, boolean delivered) {
        long sequence = one.request.request.sequence();
        if (!delivered) {
            one.request.delivered = false;
        } else if (one.accepted) { // otherwise it stays, and holds back the floor of the acknowledgements
            pending.remove(sequence);
            acknowledgements.finished(sequence, one.took(), one.type, one.entryId());
            finishedLately = true;
        }
        bytesUnderway -= one.request.bytes;
    }

    /** The events up to this number, or one that came again, are where they belong. */
    void eventsArrived(long upTo) {
        acknowledgements.eventsArrived(upTo);
    }

    // acknowledging

    /** Whether the acknowledgements would wait too long for the background thread to look after them; it is to be woken then. */
    boolean isAcknowledgingLate() {
        long latest = acknowledgements.waitingSinceNanos() + patienceNanos;
        if (acknowledgements.isWaiting() && looksAgainNanos - latest > 0) {
            looksAgainNanos = latest;
            return true;
        }
        return false;
    }

    /** How long finished requests may wait for an acknowledgement, in nanoseconds. */
    long patienceNanos() {
        return patienceNanos;
    }

    /**
     * Lets the connection send acknowledgements if they have waited for this long. Answers how long they may wait yet: 0 or less if
     * they are sent. All in nanoseconds.
     */
    long acknowledge(@Nullable Connection target, long patience) {
        long now = System.nanoTime();
        long left = Long.MAX_VALUE;
        if (target != null && acknowledgements.isWaiting()) {
            left = patience - (now - acknowledgements.waitingSinceNanos());
        } else if (finishedLately) {
            left = patience; // there will soon be more
        }
        if (left > 0 || target == null) {
            finishedLately = false;
            looksAgainNanos = now + Math.min(left, Long.MAX_VALUE >> 1);
        } else {
            addAcknowledgements(target);
            looksAgainNanos = now + patience;
        }
        return left;
    }

    // the end

    /** The session is over: forgets all, and answers those whose sinks have got nothing. */
    List<PendingRequest> giveUp() {
        List<PendingRequest> failing = new ArrayList<>(pending.values());
        failing.removeIf(request -> request.delivered);
        failing.forEach(request -> request.delivered = true);
        pending.clear();
        unattended = 0;
        return failing;
    }

    /** The takes that the space may not know to be finished, in words. */
    List<String> unconfirmedTakes() {
        return acknowledgements.unconfirmedTakes();
    }
}
