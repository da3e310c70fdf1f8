package org.gridspace.client;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.gridspace.wire.Request;

/** A request that has no outcome yet. Guarded by its session's lock. */
final class PendingRequest {
    final Request request;
    final ReplySink sink;
    final long bytes;
    private final long createdNanos = System.nanoTime();
    /** On how many connections it was sent. */
    int transmissions;
    /** The last acknowledgement that was sent before it. */
    long acknowledgement;
    /** The wall clock when it was last sent. */
    long sentAtMillis;
    /** Whether its sink is getting the outcome. */
    boolean delivered;
    /** Whether its withdrawal was asked for. */
    boolean withdrawn;

    /** Whether the space refused it because the session had ended before it was ever done. */
    boolean sessionHadEnded;

    PendingRequest(Request request, ReplySink sink, long bytes) {
        this.request = request;
        this.sink = sink;
        this.bytes = bytes;
    }

    /** Whether it may wait for an entry. */
    boolean isMatch() {
        return request instanceof Request.Match || request instanceof Request.TakeBatch;
    }

    /** Whether what it finds is then the client's for good. */
    boolean isTake() {
        return request instanceof Request.TakeBatch
                || request instanceof Request.Match match && match.kind().takes() && match.holdMillis() == 0;
    }

    /** The request as it is repeated: a match has already waited for some of its time. */
    Request again() {
        if (request instanceof Request.Match match) {
            return new Request.Match(
                    match.sequence(),
                    match.kind(),
                    match.transaction(),
                    match.template(),
                    left(match.timeoutMillis()),
                    match.holdMillis());
        } else if (request instanceof Request.TakeBatch batch) {
            return new Request.TakeBatch(
                    batch.sequence(),
                    batch.transaction(),
                    batch.templates(),
                    left(batch.timeoutMillis()),
                    batch.maxEntries());
        }
        return request;
    }

    private long left(long timeoutMillis) {
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - createdNanos);
        return timeoutMillis == Long.MAX_VALUE ? timeoutMillis : Math.max(0, timeoutMillis - waited);
    }

    /** What it is, for messages: nothing of an entry's content. */
    @Override
    public String toString() {
        String kind = request instanceof Request.Match match
                ? match.kind().name().toLowerCase(Locale.ROOT)
                : request.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return kind + " (request " + request.sequence() + ")";
    }
}
