package org.gridspace.client;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A read or take that may still be waiting for its entry. Thread-safe.
 *
 * @param <T> what it yields
 */
public final class PendingMatch<T> {
    private final CompletableFuture<Optional<T>> future;
    private final Runnable withdrawal;

    PendingMatch(CompletableFuture<Optional<T>> future, Runnable withdrawal) {
        this.future = future;
        this.withdrawal = withdrawal;
    }

    /**
     * The outcome: empty when nothing matched in time or the match was withdrawn. Completed on the thread that reads: dependent
     * stages must not block. To end the wait use {@link #withdraw}, which loses nothing: an entry found after this future was
     * cancelled or completed otherwise comes back to the space with the end of the session only (a held one at once).
     */
    public CompletableFuture<Optional<T>> future() {
        return future;
    }

    /** Ends the wait and answers {@link #future}, which still may have found its entry: nothing is lost. */
    public CompletableFuture<Optional<T>> withdraw() {
        withdrawal.run();
        return future;
    }
}
