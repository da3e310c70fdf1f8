package org.gridspace.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.gridspace.worker.sandbox.Child;
import org.gridspace.worker.sandbox.ChildDied;
import org.gridspace.worker.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;

/**
 * Children bound to jobs, kept while their jobs go on: each has the code of one jar and serves tasks of that job with that
 * code only. A few more than there are slots, so that jobs whose tasks alternate in the space don't take each other's
 * children away with every task; the one that idled longest makes room. Thread-safe.
 */
final class ChildRack implements AutoCloseable {
    /** How many children there may be beyond the slots. */
    static final int SPARE = 3;

    private static final long IDLE_NANOS = 30_000_000_000L;

    private final Sandbox sandbox;
    private final int most;
    private final Set<JobChild> idle = new LinkedHashSet<>(); // guarded by this; longest idle first
    private int count; // guarded by this: idle and busy
    private boolean closed; // guarded by this

    /** A child and what it is bound to. The time is confined to the rack. */
    static final class JobChild {
        private final JobRun job;
        private final String code;
        private final Child child;
        private long idleSinceNanos;

        JobChild(JobRun job, String code, Child child) {
            this.job = job;
            this.code = code;
            this.child = child;
        }

        Child child() {
            return child;
        }
    }

    ChildRack(Sandbox sandbox, int slots) {
        this.sandbox = sandbox;
        this.most = slots + SPARE;
    }

    /** An idle child of that job with that code, if there is one. */
    synchronized @Nullable JobChild borrowBound(JobRun job, String code) {
        for (JobChild candidate : idle) {
            if (candidate.job == job && candidate.code.equals(code) && candidate.child.isAlive()) {
                idle.remove(candidate);
                return candidate;
            }
        }
        return null;
    }

    /**
     * A blank child, given its code.
     *
     * @throws IOException if none can be started
     * @throws ChildDied if it doesn't take the code
     */
    JobChild borrowNew(JobRun job, String code, byte[] jar) throws IOException, InterruptedException, ChildDied {
        JobChild evicted = null;
        synchronized (this) {
            if (closed) {
                throw new IOException("the worker ends");
            }
            if (count >= most && !idle.isEmpty()) {
                evicted = idle.iterator().next();
                idle.remove(evicted);
                count--;
            }
            count++;
        }
        if (evicted != null) {
            evicted.child.close();
        }
        Child child = null;
        boolean loaded = false;
        try {
            child = sandbox.borrow();
            child.load(code, jar);
            loaded = true;
            return new JobChild(job, code, child);
        } finally {
            if (!loaded) {
                if (child != null) {
                    child.close();
                }
                forget();
            }
        }
    }

    private synchronized void forget() {
        count--;
    }

    /** The task has ended; the child waits for the next one of its job, or ends if it's no longer of use. */
    void giveBack(JobChild borrowed) {
        synchronized (this) {
            if (borrowed.child.isAlive() && !borrowed.job.isOver() && !closed) {
                borrowed.idleSinceNanos = System.nanoTime();
                idle.add(borrowed);
                return;
            }
            count--;
        }
        borrowed.child.close();
    }

    /** Ends the idle children of a job that is over; its busy ones end when they come back. */
    void end(JobRun job) {
        endIf(candidate -> candidate.job == job);
    }

    /** Ends children that had nothing to do for half a minute, or died. */
    void tidy(long now) {
        endIf(candidate -> now - candidate.idleSinceNanos > IDLE_NANOS || !candidate.child.isAlive());
    }

    private void endIf(Predicate<JobChild> condition) {
        List<JobChild> ending = new ArrayList<>();
        synchronized (this) {
            for (Iterator<JobChild> each = idle.iterator(); each.hasNext(); ) {
                JobChild candidate = each.next();
                if (condition.test(candidate)) {
                    each.remove();
                    count--;
                    ending.add(candidate);
                }
            }
        }
        ending.forEach(one -> one.child.close());
    }

    synchronized int size() {
        return count;
    }

    /** Ends the idle children; no new ones are bound. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        endIf(candidate -> true);
    }
}
