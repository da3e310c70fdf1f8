package org.gridspace.worker;

import java.util.UUID;
import org.gridspace.job.JobEntry;
import org.jspecify.annotations.Nullable;

/** A job that this worker has to do with, at one space. Thread-safe. */
final class JobRun {
    private static final int RESULT_LEASES = 5;
    private static final long DEFAULT_LEASE_MILLIS = 60_000;
    private static final long MIN_LEASE_MILLIS = 1_000;
    private static final long MAX_LEASE_MILLIS = 86_400_000;

    private final UUID id;
    private final String name;
    private final long resultLeaseMillis;
    private volatile boolean over;
    private volatile long usedAtNanos = System.nanoTime();

    JobRun(UUID id, JobEntry entry) {
        this.id = id;
        this.name = entry.name == null ? id.toString() : entry.name;
        this.resultLeaseMillis = RESULT_LEASES * bounded(entry.leaseMillis);
    }

    private static long bounded(@Nullable Long leaseMillis) {
        return leaseMillis == null
                ? DEFAULT_LEASE_MILLIS
                : Math.min(MAX_LEASE_MILLIS, Math.max(MIN_LEASE_MILLIS, leaseMillis));
    }

    UUID id() {
        return id;
    }

    /** How long a result waits for its master: long enough for one that can hardly keep up. */
    long resultLeaseMillis() {
        return resultLeaseMillis;
    }

    void use() {
        usedAtNanos = System.nanoTime();
    }

    boolean isIdle(long now, long nanos) {
        return now - usedAtNanos >= nanos;
    }

    /** The job's entry is gone. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    @Override
    public String toString() {
        return name;
    }
}
