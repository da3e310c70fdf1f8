package org.gridspace.client;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future outcome of a request. A thread that has nothing else to do than to wait for it does so with {@link #await}, in which
 * it reads the connection itself if nobody else does. Thread-safe.
 *
 * @param <T> what it yields
 */
final class Answer<T> extends CompletableFuture<T> {
    private volatile @Nullable Session session;
    private volatile @Nullable Thread waiting;

    /** Which session it is an answer of; until then {@link #await} does nothing. */
    void of(Session asked) {
        session = asked;
    }

    /** Waits for the outcome, or does nothing if nobody was asked yet. */
    void await() throws InterruptedException {
        Session asked = session;
        if (asked != null && !isDone()) {
            asked.reading().await(this, true);
        }
    }

    /** Waits for the outcome however often the thread is interrupted; the interrupt flag is set again afterwards. */
    void awaitUninterruptibly() {
        Session asked = session;
        if (asked != null && !isDone()) {
            try {
                asked.reading().await(this, false);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Which thread is to be unparked by the outcome; set before it looks whether there is one. */
    void awaitedBy(Thread thread) {
        waiting = thread;
    }

    @Override
    public boolean complete(T value) {
        boolean first = super.complete(value);
        wake();
        return first;
    }

    @Override
    public boolean completeExceptionally(Throwable problem) {
        boolean first = super.completeExceptionally(problem);
        wake();
        return first;
    }

    private void wake() {
        Thread thread = waiting;
        Session asked = session;
        if (thread != null && asked != null && thread != Thread.currentThread()) {
            asked.reading().wake(thread);
        }
    }
}
