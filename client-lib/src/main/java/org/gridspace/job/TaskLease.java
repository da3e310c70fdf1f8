package org.gridspace.job;

/** How long the tasks of a job are leased, so that renewing them stays cheap however many there are. */
public final class TaskLease {
    /** What every further unfinished task adds to the lease. Half of a lease passes before it is renewed: 500 a second. */
    public static final long MILLIS_PER_TASK = 4;

    private TaskLease() {}

    /** The lease of a task in milliseconds, given the job's own lease and how many of its tasks are unfinished. */
    public static long millis(long jobLeaseMillis, int unfinished) {
        return Math.max(jobLeaseMillis, unfinished * MILLIS_PER_TASK);
    }
}
