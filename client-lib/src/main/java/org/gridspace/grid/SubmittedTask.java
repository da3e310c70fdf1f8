package org.gridspace.grid;

import org.gridspace.client.PendingMatch;
import org.gridspace.client.SpaceLease;
import org.gridspace.job.TaskEntry;
import org.jspecify.annotations.Nullable;

/** A task between its submission and its end. Fields are guarded by this object; the first two never change. */
final class SubmittedTask {
    private static final double GOLDEN = 0.618033988749895;

    private final int number;
    private final TaskFuture<?> future;
    private @Nullable SpaceLease lease;
    private @Nullable SpaceLease control;
    private @Nullable PendingMatch<TaskEntry> withdrawal;
    private long renewAtNanos;
    private long missingSinceNanos;
    private boolean missing;
    private boolean ended;

    SubmittedTask(int number, TaskFuture<?> future) {
        this.number = number;
        this.future = future;
    }

    int number() {
        return number;
    }

    TaskFuture<?> future() {
        return future;
    }

    /**
     * The entry is in the space. The next renewal comes after a quarter to a half of the lease, at another moment for each
     * task of a burst.
     */
    synchronized void leased(SpaceLease entryLease, long sentAtNanos, long leaseMillis) {
        lease = entryLease;
        double share = 0.25 + 0.25 * ((number * GOLDEN) % 1);
        renewAtNanos = sentAtNanos + (long) (leaseMillis * 1e6 * share);
    }

    /** The lease, if it's time to renew it. */
    synchronized @Nullable SpaceLease due(long nowNanos) {
        return lease != null && !missing && !ended && nowNanos - renewAtNanos >= 0 ? lease : null;
    }

    /** The space doesn't know the entry any more: either its result is on its way, or the task is lost. */
    synchronized void missing(long nowNanos) {
        missing = true;
        missingSinceNanos = nowNanos;
    }

    /** Whether it has been missing for that long. */
    synchronized boolean isMissing(long nowNanos, long nanos) {
        return missing && !ended && nowNanos - missingSinceNanos >= nanos;
    }

    /** A take is out for the entry, should it come back from its worker. False if the task has ended, then withdraw it. */
    synchronized boolean withdrawnBy(PendingMatch<TaskEntry> pending) {
        withdrawal = pending;
        return !ended;
    }

    /** A control entry stands in the space. False if the task has ended, then cancel it. */
    synchronized boolean controlledBy(SpaceLease controlLease) {
        control = controlLease;
        return !ended;
    }

    /** It's over: takes back what was said about it in the space. */
    void end() {
        PendingMatch<TaskEntry> pending;
        SpaceLease word;
        synchronized (this) {
            ended = true;
            pending = withdrawal;
            word = control;
        }
        if (pending != null) {
            pending.withdraw();
        }
        if (word != null) {
            word.cancelAsync();
        }
    }
}
