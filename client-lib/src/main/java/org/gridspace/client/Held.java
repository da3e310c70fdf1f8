package org.gridspace.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jini.core.entry.Entry;

/**
 * An entry taken under a lease: until {@link #commit} it comes back to its old place in the space when the lease ends, or the
 * client's session. Thread-safe.
 *
 * @param <E> the entry's type
 */
public final class Held<E extends Entry> {
    private final E entry;

    Held(E entry) {
        this.entry = entry;
    }

    /** The entry. */
    public E entry() {
        return entry;
    }

    /** Renews the lease, from now, in milliseconds. Fails with {@link HoldLost} when it has ended. */
    public CompletableFuture<Void> renew(long leaseMillis) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes entries and finishes the take, all or nothing. Fails with {@link HoldLost} when the hold has ended: then nothing
     * was written.
     *
     * @param writes what to write, may be empty
     * @param leaseMillis their lease, as in {@link SpaceClient#write}
     */
    public CompletableFuture<Void> commit(List<? extends Entry> writes, long leaseMillis) {
        throw new UnsupportedOperationException();
    }

    /** Gives the entry back. Also succeeds when the hold has ended. */
    public CompletableFuture<Void> release() {
        throw new UnsupportedOperationException();
    }
}
