package org.gridspace.console.process;

import org.gridspace.task.GridCallable;

/** A task that computes for about {@code rounds} nanoseconds; its value depends on nothing but its arguments. */
public record Spin(long seed, long rounds) implements GridCallable<Long> {
    @Override
    public Long call() {
        long value = seed;
        for (long i = 0; i < rounds; i++) {
            value = value * 6364136223846793005L + 1442695040888963407L;
        }
        return value;
    }
}
