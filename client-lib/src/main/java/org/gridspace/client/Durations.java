package org.gridspace.client;

import net.jini.core.lease.Lease;

/** Jini's durations, checked. Milliseconds. */
final class Durations {
    private Durations() {}

    /** A lease as it travels: {@link Lease#ANY} as 0. Zero itself must have been dealt with. */
    static long lease(long millis) {
        if (millis == Lease.ANY) {
            return 0;
        }
        if (millis < 0) {
            throw new IllegalArgumentException("a negative lease: " + millis);
        }
        return millis;
    }

    /** A lease that is neither 0 nor negative, as it travels. */
    static long positiveLease(long millis) {
        if (millis == 0) {
            throw new IllegalArgumentException("a lease of 0 ms");
        }
        return lease(millis);
    }

    /** How many entries at most, 1 or more. */
    static long limit(long entries) {
        if (entries <= 0) {
            throw new IllegalArgumentException("at most " + entries + " entries");
        }
        return entries;
    }

    /** A timeout, 0 or more. */
    static long timeout(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("a negative timeout: " + millis);
        }
        return millis;
    }

    /** When a lease ends that has this long to go from then; {@link Lease#FOREVER} stays what it is. */
    static long expiration(long fromMillis, long leaseMillis) {
        long end = fromMillis + leaseMillis;
        return leaseMillis == Lease.FOREVER || end < 0 ? Lease.FOREVER : end;
    }
}
