package org.gridspace.server.engine;

/** Arithmetic on space time in milliseconds; {@link #NEVER} stands for "for ever" and swallows every sum. */
final class SpaceTime {
    static final long NEVER = Long.MAX_VALUE;

    private SpaceTime() {}

    /** {@code now} plus a non-negative duration, at most {@link #NEVER}. */
    static long after(long now, long durationMillis) {
        long sum = now + durationMillis;
        return sum < now ? NEVER : sum;
    }
}
