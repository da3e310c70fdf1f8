package org.gridspace.server.service;

import java.util.function.LongSupplier;

/**
 * Space time: the last known stamp or the wall clock at the start, whichever is later, plus monotonic progress since. Later
 * jumps of the wall clock change nothing. Immutable.
 */
public final class SpaceClock {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LongSupplier nanoTime;
    private final long startMillis;
    private final long startNanos;

    /**
     * A clock that starts now.
     *
     * @param lastStampMillis the last stamp of an earlier term, 0 if there was none
     * @param wallMillis the wall clock's milliseconds since the epoch, now
     * @param nanoTime a monotonic source of nanoseconds
     */
    public SpaceClock(long lastStampMillis, long wallMillis, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.startMillis = Math.max(lastStampMillis, wallMillis);
        this.startNanos = nanoTime.getAsLong();
    }

    /** The clock of a space that begins now. */
    public static SpaceClock system() {
        return new SpaceClock(0, System.currentTimeMillis(), System::nanoTime);
    }

    /** Now, in milliseconds. Never decreases. */
    public long nowMillis() {
        return startMillis + (nanoTime.getAsLong() - startNanos) / NANOS_PER_MILLI;
    }
}
