package org.gridspace.console.command;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.gridspace.console.outcome.Failure;

/** Waits for what a space answers. */
final class Answer {
    private Answer() {}

    /** The value of {@code future}, or the exception that it failed with, out of its wrappers. */
    static <T> T of(CompletableFuture<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (Failure.unwrapped(e) instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
