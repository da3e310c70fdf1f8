package org.gridspace.worker;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.client.HoldLost;
import org.gridspace.client.SpaceClient;
import org.gridspace.job.ResultEntry;
import org.gridspace.job.ResultEntry.Kind;
import org.gridspace.job.TaskEntry;
import org.gridspace.worker.ChildRack.JobChild;
import org.gridspace.worker.sandbox.ChildDied;
import org.gridspace.worker.sandbox.TaskReply;
import org.jspecify.annotations.Nullable;

/** One of the places where a worker runs tasks, one after the other, on a thread of its own. */
final class Slot implements Runnable {
    private static final Logger LOG = LogManager.getLogger(Slot.class);
    private static final int CHILD_ATTEMPTS = 2;
    private static final long NO_CHILD_PAUSE_MILLIS = 5_000;
    private static final long REFUSAL_LEASE_MILLIS = 60_000;

    private final Shared shared;

    /**
     * What a worker's slots share.
     *
     * @param worker the worker's name, for results
     * @param commits bounds the results that are on their way
     * @param refill asks for more tasks, as there's room again
     */
    record Shared(
            String worker,
            TaskLine line,
            Admission admission,
            ChildRack rack,
            CodeCache code,
            Tally tally,
            Semaphore commits,
            Runnable refill) {}

    Slot(Shared shared) {
        this.shared = shared;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                HeldTask task = shared.line().take();
                long start = System.nanoTime();
                try {
                    process(task);
                } catch (RuntimeException e) {
                    LOG.error("A task could not be handled", e);
                    task.release();
                } catch (InterruptedException e) {
                    task.release();
                    throw e;
                } finally {
                    shared.line().done(task, System.nanoTime() - start);
                    shared.refill().run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the worker ends
        }
    }

    private void process(HeldTask task) throws InterruptedException {
        TaskEntry entry = task.entry();
        UUID jobId = entry.job;
        Integer number = entry.number;
        SpaceClient client = task.feed().client();
        if (client == null || task.stopped() != null) {
            dispose(task);
            return;
        }
        if (jobId == null || number == null) {
            finish(task, null, REFUSAL_LEASE_MILLIS); // no master could ask for its result
            return;
        }
        Optional<String> refusal = shared.admission().refusal(entry);
        if (refusal.isPresent()) {
            LOG.warn("Refuses task {} of job {}: {}", number, jobId, refusal.get());
            finish(task, failure(task, Kind.REFUSED, refusal.get()), REFUSAL_LEASE_MILLIS);
            return;
        }
        try {
            Optional<JobRun> job = task.feed().job(jobId);
            if (job.isEmpty()) {
                finish(task, null, REFUSAL_LEASE_MILLIS); // its master is gone
                return;
            }
            run(task, client, job.get());
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Space {} doesn't answer: {}", task.feed(), e.toString());
            task.release();
        }
    }

    private void run(HeldTask task, SpaceClient client, JobRun job) throws InterruptedException {
        JobChild child;
        try {
            child = child(task, client, job);
        } catch (CodeCache.CodeMissing e) {
            finish(
                    task,
                    failure(task, Kind.FAILED, "its code can't be had: " + e.getMessage()),
                    job.resultLeaseMillis());
            return;
        } catch (ChildDied e) {
            finish(
                    task,
                    failure(task, Kind.DIED, "no child takes its code: " + e.getMessage()),
                    job.resultLeaseMillis());
            return;
        } catch (IOException e) {
            LOG.error("No child can be started, taking no tasks for {} ms: {}", NO_CHILD_PAUSE_MILLIS, e.toString());
            shared.line().pause(NO_CHILD_PAUSE_MILLIS);
            task.release();
            return;
        }
        try {
            if (task.begin(child.child())) {
                runIn(child, task, job);
            } else {
                dispose(task);
            }
        } finally {
            shared.rack().giveBack(child);
            job.use();
        }
    }

    /** A child with the task's code: an idle one of its job, or a new one. A blank child may die by itself once. */
    private JobChild child(HeldTask task, SpaceClient client, JobRun job)
            throws InterruptedException, IOException, ChildDied, CodeCache.CodeMissing {
        String code = String.valueOf(task.entry().code);
        JobChild bound = shared.rack().borrowBound(job, code);
        if (bound != null) {
            return bound;
        }
        byte[] jar = shared.code().jar(client, job.id(), code);
        for (int attempt = 1; ; attempt++) {
            try {
                return shared.rack().borrowNew(job, code, jar);
            } catch (ChildDied e) {
                if (attempt == CHILD_ATTEMPTS) {
                    throw e;
                }
                LOG.warn("A new child died before its first task, trying another one: {}", e.toString());
            }
        }
    }

    private void runIn(JobChild child, HeldTask task, JobRun job) throws InterruptedException {
        byte[] bytes = task.entry().task;
        ResultEntry result;
        try {
            result = result(task, child.child().run(bytes == null ? new byte[0] : bytes));
        } catch (ChildDied e) {
            result = failure(task, Kind.DIED, "the child process that ran the task died: " + describe(e));
        }
        if (task.end() == null) {
            finish(task, result, job.resultLeaseMillis());
        } else {
            dispose(task);
        }
    }

    private static String describe(ChildDied death) {
        var text = new StringBuilder(String.valueOf(death.getMessage()));
        if (!death.lastOutput().isEmpty()) {
            text.append("; it said last: ").append(String.join(" | ", death.lastOutput()));
        }
        return text.toString();
    }

    /** Ends a task that was stopped, as the reason demands. */
    private void dispose(HeldTask task) {
        HeldTask.Stop why = task.stopped();
        if (why == null) {
            task.release();
            return;
        }
        switch (why) {
            case CANCELLED ->
                finish(task, failure(task, Kind.CANCELLED, "cancelled by its master"), REFUSAL_LEASE_MILLIS);
            case JOB_OVER -> finish(task, null, REFUSAL_LEASE_MILLIS);
            case LOST -> {
                shared.tally().lost();
                task.finish();
            }
            case WORKER_ENDS -> task.release();
        }
    }

    private ResultEntry result(HeldTask task, TaskReply reply) {
        if (reply instanceof TaskReply.Returned returned) {
            if (returned.value().length > TaskEntry.MAX_BYTES) {
                return failure(
                        task,
                        Kind.FAILED,
                        "the task's result has " + returned.value().length + " bytes; at most " + TaskEntry.MAX_BYTES
                                + " travel");
            }
            ResultEntry result = failure(task, Kind.RETURNED, null);
            result.value = returned.value();
            return result;
        }
        if (reply instanceof TaskReply.Threw threw) {
            ResultEntry result = failure(task, Kind.THREW, threw.message());
            result.className = threw.className();
            result.stackTrace = threw.stackTrace();
            result.value = threw.serialized();
            return result;
        }
        var notLoadable = (TaskReply.NotLoadable) reply;
        ResultEntry result = failure(task, Kind.NOT_LOADABLE, notLoadable.detail());
        result.className = notLoadable.className();
        return result;
    }

    private ResultEntry failure(HeldTask task, Kind kind, @Nullable String message) {
        var result = new ResultEntry();
        result.job = task.entry().job;
        result.number = task.entry().number;
        result.kind = kind.toString();
        result.message = message;
        result.worker = shared.worker();
        return result;
    }

    /** Takes the task out of the space for good, and puts the result there in the same moment. */
    private void finish(HeldTask task, @Nullable ResultEntry result, long leaseMillis) {
        shared.commits().acquireUninterruptibly();
        Optional<Kind> kind = result == null ? Optional.empty() : Kind.of(result.kind);
        task.commit(result == null ? List.of() : List.of(result), leaseMillis).whenComplete((done, failure) -> {
            shared.commits().release();
            if (failure == null) {
                kind.ifPresent(shared.tally()::ended);
            } else {
                shared.tally().lost();
                logLoss(task, failure);
            }
        });
    }

    private static void logLoss(HeldTask task, Throwable failure) {
        if (failure instanceof HoldLost || failure.getCause() instanceof HoldLost) {
            LOG.info("Task {} of job {} was given to another worker", task.entry().number, task.entry().job);
        } else {
            LOG.warn("The result of a task could not be written into {}: {}", task.feed(), failure.toString());
        }
    }
}
