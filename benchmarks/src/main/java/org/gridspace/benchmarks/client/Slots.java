package org.gridspace.benchmarks.client;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A number of takes under way at the same time. What one brings is handed on by the thread that reads it, and its slot takes the next,
 * until the receiver says that it was the slot's last. Thread-safe.
 *
 * @param <T> what is taken
 */
final class Slots<T> {
    /** Is given what was taken; called by threads that must not block. */
    @FunctionalInterface
    interface Receiver<T> {
        /** Whether the slot takes another one. */
        boolean accept(T taken);
    }

    private final Supplier<CompletableFuture<Optional<T>>> take;
    private final Receiver<T> receiver;
    private final CountDownLatch open;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Slots(int size, Supplier<CompletableFuture<Optional<T>>> take, Receiver<T> receiver) {
        this.take = take;
        this.receiver = receiver;
        this.open = new CountDownLatch(size);
    }

    /** Opens {@code size} slots. */
    static <T> Slots<T> open(int size, Supplier<CompletableFuture<Optional<T>>> take, Receiver<T> receiver) {
        var slots = new Slots<>(size, take, receiver);
        for (int i = 0; i < size; i++) {
            slots.next();
        }
        return slots;
    }

    /** Waits until all slots have had their last; the first failure is thrown. */
    void await() throws InterruptedException {
        open.await();
        Throwable problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException(problem);
        }
    }

    private void next() {
        take.get().thenApply(this::received).whenComplete((more, problem) -> {
            if (problem != null) {
                failed(problem);
            } else if (more) {
                next();
            } else {
                open.countDown();
            }
        });
    }

    private boolean received(Optional<T> taken) {
        return receiver.accept(taken.orElseThrow(() -> new IllegalStateException("nothing came")));
    }

    /** Nobody waits for the others then. */
    private void failed(Throwable problem) {
        failure.compareAndSet(null, problem);
        while (open.getCount() > 0) {
            open.countDown();
        }
    }
}
