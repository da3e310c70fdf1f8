package org.gridspace.grid;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Bounds what is on its way to the space and not yet acknowledged, so that many thousand submissions are pipelined, yet a
 * master that is faster than its space waits. Thread-safe.
 */
final class SendWindow {
    private static final int UNIT_BYTES = 4096;
    private static final int UNITS = 4096;

    private final Semaphore units = new Semaphore(UNITS, true);

    /** Sends as soon as there's room: 16 MiB or 4,096 entries may be on their way. Waits without regard to interrupts. */
    <T> CompletableFuture<T> send(int bytes, Supplier<CompletableFuture<T>> request) {
        int needed = Math.min(UNITS, 1 + bytes / UNIT_BYTES);
        units.acquireUninterruptibly(needed);
        CompletableFuture<T> answer;
        try {
            answer = request.get();
        } catch (RuntimeException e) {
            units.release(needed);
            throw e;
        }
        answer.whenComplete((done, failure) -> units.release(needed));
        return answer;
    }
}
