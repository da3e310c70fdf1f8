package org.gridspace.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.gridspace.entry.EntryType;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request with a prompt answer, as a future. Thread-safe.
 *
 * @param <R> the reply that is hoped for
 * @param <T> what it yields
 */
final class Call<R extends Reply, T> implements ReplySink {
    /** Makes what a call yields from the reply and the wall clock when it was sent. */
    @FunctionalInterface
    interface Yield<R, T> {
        T of(R reply, long sentAtMillis);
    }

    private final Class<R> hopedFor;
    private final Yield<R, T> yield;
    private final Answer<T> future = new Answer<>();
    private boolean awaited;

    Call(Class<R> hopedFor, Yield<R, T> yield) {
        this.hopedFor = hopedFor;
        this.yield = yield;
    }

    /** A call of which only success or failure is of interest. */
    @SuppressWarnings("NullAway") // Void has no other value
    static <R extends Reply> Call<R, Void> withoutResult(Class<R> hopedFor) {
        return new Call<>(hopedFor, (reply, sent) -> null);
    }

    /** The outcome. */
    CompletableFuture<T> future() {
        return future;
    }

    /** The caller waits for the outcome of a request in this session with {@link Outcomes}, at once. Called before {@link #in}. */
    Call<R, T> awaitedIn(Session session) {
        future.of(session);
        awaited = true;
        return this;
    }

    /** Sends the request in this session. */
    CompletableFuture<T> in(Session session, long bytes, LongFunction<Request> request) {
        future.of(session);
        session.submit(request, bytes, this);
        return future;
    }

    @Override
    public boolean answered(Reply reply, @Nullable EntryType type, long sentAtMillis) {
        if (hopedFor.isInstance(reply)) {
            complete(hopedFor.cast(reply), sentAtMillis);
        } else {
            future.completeExceptionally(Refusals.problem(reply));
        }
        return true;
    }

    private void complete(R reply, long sentAtMillis) {
        try {
            future.complete(yield.of(reply, sentAtMillis));
        } catch (RuntimeException e) { // bytes that make no sense
            future.completeExceptionally(e);
        }
    }

    @Override
    public boolean isAwaited() {
        return awaited;
    }

    @Override
    public void failed(Exception problem) {
        future.completeExceptionally(problem);
    }
}
