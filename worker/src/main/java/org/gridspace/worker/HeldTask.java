package org.gridspace.worker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gridspace.client.Held;
import org.gridspace.client.PendingMatch;
import org.gridspace.job.ControlEntry;
import org.gridspace.job.ResultEntry;
import org.gridspace.job.TaskEntry;
import org.gridspace.worker.sandbox.Child;
import org.jspecify.annotations.Nullable;

/** A task that this worker took, until its hold is committed, released or lost. Thread-safe. */
final class HeldTask {
    /** Why a task is to end before its end. */
    enum Stop {
        /** Its master cancelled it: the space is told so. */
        CANCELLED,
        /** Its job is gone: the task goes, too. */
        JOB_OVER,
        /** The hold is lost, or the space: somebody else runs it. */
        LOST,
        /** The worker ends: the task goes back. */
        WORKER_ENDS
    }

    private final SpaceFeed feed;
    private final Held<TaskEntry> held;
    private final long takenAtNanos = System.nanoTime();
    private @Nullable Child child; // guarded by this, as all below
    private @Nullable Stop stop;
    private @Nullable PendingMatch<ControlEntry> watch;
    private long renewedAtNanos = takenAtNanos;
    private long confirmedAtNanos = takenAtNanos;
    private long startedAtNanos;
    private boolean running;
    private boolean finished;

    HeldTask(SpaceFeed feed, Held<TaskEntry> held) {
        this.feed = feed;
        this.held = held;
    }

    SpaceFeed feed() {
        return feed;
    }

    TaskEntry entry() {
        return held.entry();
    }

    long waitedNanos(long now) {
        return now - takenAtNanos;
    }

    /** The task is about to run in that child, which dies if the task is stopped. False if it is stopped already. */
    synchronized boolean begin(Child in) {
        if (stop != null) {
            return false;
        }
        child = in;
        running = true;
        startedAtNanos = System.nanoTime();
        return true;
    }

    /** It no longer runs in its child. Answers why it was stopped, if it was. */
    synchronized @Nullable Stop end() {
        child = null;
        running = false;
        return stop;
    }

    synchronized @Nullable Stop stopped() {
        return stop;
    }

    /** Stops it for the first reason that comes; kills its child if it runs. */
    void stop(Stop why) {
        Child victim;
        synchronized (this) {
            if (stop != null || finished) {
                return;
            }
            stop = why;
            victim = child;
        }
        if (victim != null) {
            victim.close();
        }
    }

    /** How long it has been running, 0 if it doesn't. */
    synchronized long ranNanos(long now) {
        return running ? now - startedAtNanos : 0;
    }

    /** Renews the hold when a third of it is over; a hold that the space hasn't confirmed for its whole length is lost. */
    void renewIfDue(long now, long holdMillis) {
        boolean expired;
        synchronized (this) {
            if (finished || stop == Stop.LOST || now - renewedAtNanos < holdMillis * 1_000_000 / 3) {
                return;
            }
            renewedAtNanos = now;
            expired = now - confirmedAtNanos > holdMillis * 1_000_000;
        }
        if (expired) {
            stop(Stop.LOST);
            return;
        }
        held.renew(holdMillis).whenComplete((done, failure) -> {
            if (failure == null) {
                confirmed(now);
            } else {
                stop(Stop.LOST);
            }
        });
    }

    private synchronized void confirmed(long sentAtNanos) {
        confirmedAtNanos = sentAtNanos;
    }

    /** Whether nobody watches yet for its being cancelled. */
    synchronized boolean isUnwatched() {
        return running && watch == null;
    }

    /** Stops it when that match is found; the wait ends with the task. */
    void watchedBy(PendingMatch<ControlEntry> match) {
        boolean tooLate;
        synchronized (this) {
            watch = match;
            tooLate = finished;
        }
        if (tooLate) {
            match.withdraw();
        }
        match.future().whenComplete((found, failure) -> {
            if (failure == null && found.isPresent()) {
                stop(Stop.CANCELLED);
            }
        });
    }

    /** Finishes with these results; fails with {@code HoldLost} if somebody else has the task by now. */
    CompletableFuture<Void> commit(List<ResultEntry> results, long leaseMillis) {
        finish();
        return held.commit(results, leaseMillis);
    }

    /** Gives it back. */
    CompletableFuture<Void> release() {
        finish();
        return held.release();
    }

    /** Forgets it: the hold is lost. */
    void finish() {
        PendingMatch<ControlEntry> match;
        synchronized (this) {
            finished = true;
            match = watch;
        }
        if (match != null) {
            match.withdraw();
        }
    }
}
