package org.gridspace.local;

import java.time.Duration;

/**
 * How long to wait before a process that died is started again: 100 ms at first, twice as long after each one that died
 * soon, at most 10 s. Confined to one thread.
 */
final class Backoff {
    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 10_000;

    private final long healthyMillis;
    private long nextMillis = FIRST_MILLIS;

    /** A process that lived for {@code healthy} begins anew with the shortest wait. */
    Backoff(Duration healthy) {
        healthyMillis = healthy.toMillis();
    }

    /** Milliseconds to wait after a process that lived for {@code livedMillis}. */
    long afterDeath(long livedMillis) {
        if (livedMillis >= healthyMillis) {
            nextMillis = FIRST_MILLIS;
        }
        long wait = nextMillis;
        nextMillis = Math.min(LONGEST_MILLIS, 2 * nextMillis);
        return wait;
    }
}
