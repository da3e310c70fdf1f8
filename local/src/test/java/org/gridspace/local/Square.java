package org.gridspace.local;

import org.gridspace.task.GridCallable;

/** A task that computes for about {@code rounds} nanoseconds and then squares a number. */
record Square(long number, long rounds) implements GridCallable<Long> {
    @Override
    public Long call() {
        long noise = number;
        for (long i = 0; i < rounds; i++) {
            noise = noise * 6364136223846793005L + 1442695040888963407L;
        }
        return noise == 0 ? -1 : number * number;
    }
}
