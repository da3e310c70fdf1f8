package org.gridspace.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.client.Held;
import org.gridspace.client.PendingMatch;
import org.gridspace.client.SpaceAddress;
import org.gridspace.client.SpaceClient;
import org.gridspace.job.ControlEntry;
import org.gridspace.job.JobEntry;
import org.gridspace.job.TaskEntry;
import org.jspecify.annotations.Nullable;

/**
 * One space that this worker takes tasks from: as many takes are out as there is room for tasks. When the space is lost, its
 * tasks are dropped and it is tried again every second for as long as a tracker lists it. Thread-safe.
 */
final class SpaceFeed {
    private static final Logger LOG = LogManager.getLogger(SpaceFeed.class);
    private static final int MOST_PENDING = 16;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long READ_MILLIS = 5_000;

    private final TaskLine line;
    private final TaskEntry template;
    private final long holdMillis;
    private final Map<UUID, JobRun> jobs = new ConcurrentHashMap<>();
    private final ChildRack rack;
    private final Set<PendingMatch<Held<TaskEntry>>> asking = new LinkedHashSet<>(); // guarded by this, as all below
    private SpaceAddress address;
    private @Nullable SpaceClient client;
    private int reserved; // takes that are just being asked for
    private long triedAtNanos;
    private boolean connecting;
    private boolean complained;
    private boolean closed;

    SpaceFeed(SpaceAddress address, TaskLine line, ChildRack rack, TaskEntry template, long holdMillis) {
        this.address = address;
        this.line = line;
        this.rack = rack;
        this.template = template;
        this.holdMillis = holdMillis;
        this.triedAtNanos = System.nanoTime() - RETRY_NANOS;
    }

    /** It is listed, there. */
    synchronized void listed(SpaceAddress at) {
        address = at;
    }

    /** Whether it is connected: such a feed goes on even if no tracker lists it any more. */
    synchronized boolean isConnected() {
        return client != null;
    }

    /** Connects, on a thread of its own, if it isn't and the last attempt was a while ago. */
    synchronized void connectIfDue(long now) {
        if (client != null || connecting || closed || now - triedAtNanos < RETRY_NANOS) {
            return;
        }
        connecting = true;
        triedAtNanos = now;
        var thread = new Thread(this::connect, "gridspace-connect-" + address.name());
        thread.setDaemon(true);
        thread.start();
    }

    private void connect() {
        SpaceAddress target;
        synchronized (this) {
            target = address;
        }
        SpaceClient fresh = null;
        try {
            fresh = SpaceClient.connect(target);
            LOG.info("Takes tasks from space {}", target);
        } catch (IOException | RuntimeException e) {
            complain(target, e);
        }
        boolean unwanted;
        synchronized (this) {
            connecting = false;
            unwanted = closed;
            if (!closed && fresh != null) {
                client = fresh;
                complained = false;
            }
        }
        if (unwanted && fresh != null) {
            fresh.close();
        } else {
            adjust();
        }
    }

    private void complain(SpaceAddress target, Throwable why) {
        boolean first;
        synchronized (this) {
            first = !complained && !closed;
            complained = true;
        }
        if (first) {
            LOG.warn("Space {} can't be reached, trying on: {}", target, why.toString());
        }
    }

    /** Has as many takes out as there's room in the line. */
    void adjust() {
        List<PendingMatch<Held<TaskEntry>>> surplus = new ArrayList<>();
        SpaceClient at = null;
        int missing = 0;
        synchronized (this) {
            int wanted = closed ? 0 : Math.min(MOST_PENDING, line.room());
            while (asking.size() > wanted) {
                PendingMatch<Held<TaskEntry>> one = asking.iterator().next();
                asking.remove(one);
                surplus.add(one);
            }
            if (client != null && !closed) {
                at = client;
                missing = Math.max(0, wanted - asking.size() - reserved);
                reserved += missing;
            }
        }
        surplus.forEach(PendingMatch::withdraw);
        for (int i = 0; i < missing && at != null; i++) {
            ask(at);
        }
    }

    private void ask(SpaceClient at) {
        PendingMatch<Held<TaskEntry>> match = at.takeHeld(template, Long.MAX_VALUE, holdMillis);
        synchronized (this) {
            reserved--;
            asking.add(match);
        }
        match.future().whenComplete((found, failure) -> answered(at, match, found, failure));
    }

    private void answered(
            SpaceClient at,
            PendingMatch<Held<TaskEntry>> match,
            @Nullable Optional<Held<TaskEntry>> found,
            @Nullable Throwable failure) {
        synchronized (this) {
            asking.remove(match);
        }
        if (failure != null) {
            broken(at, failure);
        } else if (found != null && found.isPresent()) {
            var task = new HeldTask(this, found.get());
            if (!line.offer(task)) {
                task.release(); // taken too much: from several spaces, or while a withdrawal was on its way
            }
        }
    }

    /** The space is lost: its tasks are run elsewhere, or nowhere. */
    private void broken(SpaceClient which, Throwable why) {
        SpaceAddress at;
        synchronized (this) {
            if (client != which) {
                return;
            }
            client = null;
            at = address;
            triedAtNanos = System.nanoTime();
            asking.clear();
        }
        complain(at, why);
        for (HeldTask task : line.inHand()) {
            if (task.feed() == this) {
                task.stop(HeldTask.Stop.LOST);
            }
        }
        jobs.values().forEach(this::end);
        which.close();
    }

    /** The client, while the space is there. */
    synchronized @Nullable SpaceClient client() {
        return client;
    }

    /** The job, if it lives; reads its entry when it is met for the first time. */
    Optional<JobRun> job(UUID id) throws InterruptedException, TimeoutException, ExecutionException {
        JobRun known = jobs.get(id);
        if (known != null && !known.isOver()) {
            known.use();
            return Optional.of(known);
        }
        SpaceClient at = client();
        if (at == null) {
            return Optional.empty();
        }
        Optional<JobEntry> entry =
                at.readIfExists(JobEntry.template(id), 0).future().get(READ_MILLIS, TimeUnit.MILLISECONDS);
        return entry.map(
                found -> jobs.compute(id, (key, now) -> now == null || now.isOver() ? new JobRun(id, found) : now));
    }

    /** Asks after the jobs: those whose entry is gone are over, those that idle are forgotten. */
    void checkJobs(long now, long idleNanos) {
        SpaceClient at = client();
        if (at == null) {
            return;
        }
        for (JobRun job : jobs.values()) {
            if (job.isIdle(now, idleNanos)) {
                end(job);
                continue;
            }
            at.readIfExists(JobEntry.template(job.id()), 0).future().whenComplete((found, failure) -> {
                if (failure == null && found.isEmpty()) {
                    over(job);
                }
            });
        }
    }

    private void over(JobRun job) {
        end(job);
        for (HeldTask task : line.inHand()) {
            if (task.feed() == this && job.id().equals(task.entry().job)) {
                task.stop(HeldTask.Stop.JOB_OVER);
            }
        }
    }

    private void end(JobRun job) {
        job.end();
        jobs.remove(job.id(), job);
        rack.end(job);
    }

    /** Waits for the word that the task is cancelled. */
    void watch(HeldTask task) {
        SpaceClient at = client();
        TaskEntry entry = task.entry();
        if (at != null && entry.job != null && entry.number != null) {
            task.watchedBy(at.read(ControlEntry.cancelTask(entry.job, entry.number), Long.MAX_VALUE));
        }
    }

    /** Asks for nothing any more. */
    void stopAsking() {
        synchronized (this) {
            closed = true;
        }
        adjust();
    }

    /** Ends the session: whatever is still held through it goes back. */
    void close() {
        stopAsking();
        SpaceClient at;
        synchronized (this) {
            at = client;
            client = null;
        }
        if (at != null) {
            at.close();
        }
    }

    @Override
    public synchronized String toString() {
        return address.toString();
    }
}
