package org.gridspace.client;

import java.util.concurrent.CompletableFuture;

/**
 * A future that waits for an entry. To cancel it withdraws the question; only when the space has confirmed that nothing was found the
 * future is cancelled. Completed by anybody else, as by {@link #orTimeout}, it withdraws the question as well; an entry that was on its
 * way then goes back with the end of the session. Thread-safe.
 */
final class MatchFuture<T> extends CompletableFuture<T> {
    private final PendingMatch<?> match;
    private volatile boolean cancelling;

    MatchFuture(PendingMatch<?> match) {
        this.match = match;
        whenComplete((value, problem) -> {
            CompletableFuture<?> source = match.future();
            if (!source.isDone()) {
                match.withdraw();
                source.cancel(false);
            }
        });
    }

    /** Nothing was found: the answer is this, unless the caller has cancelled. */
    void nothing(T answer) {
        if (cancelling) {
            super.cancel(false);
        } else {
            complete(answer);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (!isDone()) {
            cancelling = true;
            match.withdraw();
        }
        return isCancelled();
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
