package org.gridspace.client;

import org.gridspace.entry.PackedEntry;
import org.gridspace.failure.SessionLost;
import org.jspecify.annotations.Nullable;

/** Tells a typed listener of entries, and of how many it has missed. Called by one thread at a time. */
final class WatchReceiver<T> implements EventReceiver {
    private final Queries<T> queries;
    private final TypedSpace.Listener<? super T> listener;
    private volatile boolean closed;
    private long last;

    WatchReceiver(Queries<T> queries, TypedSpace.Listener<? super T> listener) {
        this.queries = queries;
        this.listener = listener;
    }

    /** Tells nothing more. */
    void close() {
        closed = true;
    }

    @Override
    public void receive(long registration, long sequenceNumber, boolean visibility, @Nullable PackedEntry entry) {
        long missed = last == 0 ? 0 : sequenceNumber - last - 1;
        last = sequenceNumber;
        if (missed > 0 && !closed) {
            listener.missed(missed);
        }
        if (entry != null && !closed) {
            listener.found(queries.unpack(entry));
        }
    }

    @Override
    public void ended(Exception reason) {
        if (!closed) {
            listener.ended(new SessionLost("the session with the space has ended: " + reason.getMessage(), reason));
        }
    }
}
