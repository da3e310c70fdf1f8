package org.gridspace.grid;

import java.rmi.ConnectException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import net.jini.core.entry.Entry;
import org.gridspace.client.PendingMatch;
import org.gridspace.client.SpaceClient;
import org.gridspace.code.CodeCollector;
import org.gridspace.code.CodeJar;
import org.gridspace.code.PackedTask;
import org.gridspace.failure.GridException;
import org.gridspace.failure.GridUnavailable;
import org.gridspace.failure.TaskFailed;
import org.gridspace.job.CodeEntry;
import org.gridspace.job.ControlEntry;
import org.gridspace.job.JobEntry;
import org.gridspace.job.OwnerSecret;
import org.gridspace.job.ResultEntry;
import org.gridspace.job.TaskEntry;
import org.jspecify.annotations.Nullable;

/**
 * One job at its master: what it has in the space, and which tasks are unfinished. A task is unfinished from its
 * submission until its one result is here, it is withdrawn, or the space is lost. Thread-safe.
 *
 * <p>Order on the wire matters in one place: a job's entry and code are sent before the first task that needs them, under
 * {@code submission}; the connection keeps the order.
 */
final class JobMaster {
    private static final int RESULT_LEASES = 5;
    private static final long FAREWELL_MILLIS = 2000;

    private enum State {
        OPEN,
        SHUT,
        ENDED
    }

    private final UUID job = UUID.randomUUID();
    private final String name;
    private final JobOptions options;
    private final GridSession session;
    private final SpaceClient client;
    private final JobLeases leases;
    private final CodeShelf shelf = new CodeShelf(job); // confined to submission
    private final ResultReader reader = new ResultReader(shelf.classNames());
    private final ResultCollector collector;
    private final SendWindow window = new SendWindow();
    private final ConcurrentHashMap<Integer, SubmittedTask> unfinished = new ConcurrentHashMap<>();
    private final Object submission = new Object();
    private @Nullable ScheduledFuture<?> ticking; // guarded by submission

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private State state = State.OPEN; // guarded by lock
    private boolean leaving; // guarded by lock
    private int open; // guarded by lock: submitted and not ended, a little longer than it is in unfinished
    private int nextNumber; // guarded by lock
    private @Nullable GridUnavailable broken; // guarded by lock

    /**
     * What the jobs of one grid share.
     *
     * @param client the space
     * @param packer finds tasks' code
     * @param secret proves whose job it is, null if there's no secret
     * @param timer the lease thread
     */
    record GridSession(
            SpaceClient client,
            CodeCollector packer,
            @Nullable OwnerSecret secret,
            ScheduledExecutorService timer) {}

    JobMaster(GridSession session, String name, JobOptions options) {
        this.session = session;
        this.client = session.client();
        this.name = name;
        this.options = options;
        this.leases = new JobLeases(client, job, options.lease().toMillis(), this::lost);
        this.collector = new ResultCollector(client, job, name, this::arrived, this::breakOff);
    }

    /**
     * Sends a task on its way.
     *
     * @throws IllegalArgumentException if it can't travel
     * @throws RejectedExecutionException after {@link #shutdown}, or when the space is lost
     */
    void submit(TaskFuture<?> future, Object task) {
        rejectUnlessOpen();
        PackedTask packed = session.packer().pack(task, options.resources());
        if (packed.bytes().length > TaskEntry.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "the task holds " + packed.bytes().length + " bytes; at most " + TaskEntry.MAX_BYTES + " travel");
        }
        SubmittedTask submitted = admit(future);
        boolean sent = false;
        try {
            prepare(packed.code());
            send(submitted, packed);
            sent = true;
        } finally {
            if (!sent) {
                drop(submitted);
            }
        }
    }

    private SubmittedTask admit(TaskFuture<?> future) {
        lock.lock();
        try {
            rejectUnlessOpen();
            var submitted = new SubmittedTask(nextNumber++, future);
            open++;
            unfinished.put(submitted.number(), submitted);
            return submitted;
        } finally {
            lock.unlock();
        }
    }

    private void rejectUnlessOpen() {
        lock.lock();
        try {
            if (broken != null) {
                throw new RejectedExecutionException(broken.getMessage(), broken);
            }
            if (state != State.OPEN) {
                throw new RejectedExecutionException("job " + name + " takes no more tasks: it is shut down");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Puts into the space what the task needs there before it. */
    private void prepare(CodeJar code) {
        synchronized (submission) {
            if (ticking == null) {
                sendStanding(jobEntry(), 0);
                collector.start();
                long tick = leases.tickMillis();
                ticking = session.timer()
                        .scheduleWithFixedDelay(
                                () -> leases.tick(unfinished.values(), unfinished.size()),
                                tick,
                                tick,
                                TimeUnit.MILLISECONDS);
            }
            for (CodeEntry piece : shelf.shelve(code)) {
                sendStanding(piece, CodeEntry.PIECE_BYTES);
            }
        }
    }

    private JobEntry jobEntry() {
        JobEntry entry = JobEntry.template(job);
        entry.name = name;
        entry.owner = owner();
        entry.sandbox = options.sandbox().toString();
        entry.leaseMillis = options.lease().toMillis();
        entry.proof = session.secret() == null ? null : session.secret().proof(entry);
        return entry;
    }

    private String owner() {
        return session.secret() == null ? JobEntry.NOBODY : session.secret().owner();
    }

    private void sendStanding(Entry entry, int bytes) {
        window.send(bytes, () -> client.write(entry, options.lease().toMillis()))
                .whenComplete((lease, failure) -> {
                    if (failure != null) {
                        breakOff(failure);
                    } else {
                        leases.keep(lease);
                    }
                });
    }

    private void send(SubmittedTask submitted, PackedTask packed) {
        TaskEntry entry = TaskEntry.template(job, submitted.number());
        entry.owner = owner();
        entry.sandbox = options.sandbox().toString();
        entry.code = packed.code().sha256();
        entry.task = packed.bytes();
        entry.proof = session.secret() == null ? null : session.secret().proof(entry);
        submitted.future().onCancel(mayInterrupt -> withdraw(submitted, mayInterrupt));
        long leaseMillis = leases.taskLeaseMillis(unfinished.size());
        long sentAt = System.nanoTime();
        window.send(packed.bytes().length, () -> client.write(entry, leaseMillis))
                .whenComplete((lease, failure) -> {
                    if (failure == null) {
                        submitted.leased(lease, sentAt, leaseMillis);
                    } else {
                        failed(submitted, notWritten(failure));
                    }
                });
    }

    private GridException notWritten(Throwable failure) {
        Throwable cause = causeOf(failure);
        if (cause instanceof GridException known) {
            return known;
        }
        return cause instanceof ConnectException
                ? new GridUnavailable(
                        "the space " + client.address() + " can't be reached: " + cause.getMessage(), cause)
                : new TaskFailed("the space refused the task: " + cause.getMessage(), cause);
    }

    private static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** A result came. Only the first one of a task counts: others, of workers given up too early, are dropped here. */
    private @Nullable Runnable arrived(ResultEntry result) {
        SubmittedTask submitted = result.number == null ? null : unfinished.remove(result.number);
        if (submitted == null) {
            return null;
        }
        return () -> {
            try {
                reader.complete(submitted.future(), result);
            } finally {
                end(submitted);
            }
        };
    }

    /** A future was cancelled: fetches the task back, or has it stopped. */
    private void withdraw(SubmittedTask submitted, boolean mayInterrupt) {
        if (!unfinished.containsKey(submitted.number())) {
            return;
        }
        client.take(TaskEntry.template(job, submitted.number()), 0).future().whenComplete((found, failure) -> {
            if (failure == null && found.isPresent()) {
                drop(submitted);
            } else if (failure == null) {
                pursue(submitted, mayInterrupt);
            }
        });
    }

    /** Some worker has the task: waits for its end, or for its return should the worker die, and has it stopped if wanted. */
    private void pursue(SubmittedTask submitted, boolean mayInterrupt) {
        PendingMatch<TaskEntry> take = client.take(TaskEntry.template(job, submitted.number()), Long.MAX_VALUE);
        take.future().whenComplete((found, failure) -> {
            if (failure == null && found.isPresent()) {
                drop(submitted);
            }
        });
        if (!submitted.withdrawnBy(take)) {
            take.withdraw();
        }
        if (mayInterrupt) {
            long leaseMillis = options.lease().toMillis() * RESULT_LEASES;
            client.write(ControlEntry.cancelTask(job, submitted.number()), leaseMillis)
                    .thenAccept(lease -> {
                        if (!submitted.controlledBy(lease)) {
                            lease.cancelAsync();
                        }
                    });
        }
    }

    /** Tasks that nobody has taken yet come back, in the order of their submission; all others are cancelled. */
    List<Runnable> withdrawAll() {
        List<SubmittedTask> tasks = new ArrayList<>(unfinished.values());
        tasks.sort(Comparator.comparingInt(SubmittedTask::number));
        List<CompletableFuture<Boolean>> withdrawn = new ArrayList<>();
        for (SubmittedTask task : tasks) {
            withdrawn.add(client.take(TaskEntry.template(job, task.number()), 0)
                    .future()
                    .handle((found, failure) -> failure == null && found.isPresent()));
        }
        List<Runnable> never = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            SubmittedTask task = tasks.get(i);
            if (!withdrawn.get(i).join()) {
                task.future().cancel(true);
            } else {
                if (!task.future().isDone()) {
                    never.add(task.future());
                }
                drop(task);
            }
        }
        return never;
    }

    private void lost(SubmittedTask submitted) {
        failed(
                submitted,
                new TaskFailed(
                        "task " + submitted.number() + " of job " + name + " is no longer in the space and left no"
                                + " result: its lease ended, or somebody else took it or its result"));
    }

    private void failed(SubmittedTask submitted, GridException why) {
        if (unfinished.remove(submitted.number(), submitted)) {
            submitted.future().fail(why);
            end(submitted);
        }
    }

    private void drop(SubmittedTask submitted) {
        if (unfinished.remove(submitted.number(), submitted)) {
            end(submitted);
        }
    }

    /** The space is lost for good: nothing of the job can come any more. */
    private void breakOff(Throwable failure) {
        Throwable cause = causeOf(failure);
        var unavailable =
                new GridUnavailable("the space " + client.address() + " is lost: " + cause.getMessage(), cause);
        lock.lock();
        try {
            if (broken != null || state == State.ENDED) {
                return;
            }
            broken = unavailable;
        } finally {
            lock.unlock();
        }
        for (SubmittedTask submitted : unfinished.values()) {
            if (unfinished.remove(submitted.number(), submitted)) {
                submitted.future().fail(unavailable);
                end(submitted);
            }
        }
    }

    private void end(SubmittedTask submitted) {
        submitted.end();
        lock.lock();
        try {
            open--;
        } finally {
            lock.unlock();
        }
        endIfDone();
    }

    /** Takes no further tasks. */
    void shutdown() {
        lock.lock();
        try {
            if (state == State.OPEN) {
                state = State.SHUT;
            }
        } finally {
            lock.unlock();
        }
        endIfDone();
    }

    private void endIfDone() {
        lock.lock();
        try {
            if (state != State.SHUT || open > 0 || leaving) {
                return;
            }
            leaving = true;
        } finally {
            lock.unlock();
        }
        leave();
    }

    /** Clears the space of what the job itself has there, and ends. */
    private void leave() {
        collector.stop();
        synchronized (submission) {
            if (ticking != null) {
                ticking.cancel(false);
            }
        }
        leases.cancelAll().orTimeout(FAREWELL_MILLIS, TimeUnit.MILLISECONDS).whenComplete((done, failure) -> {
            lock.lock();
            try {
                state = State.ENDED;
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        });
    }

    boolean isShutdown() {
        lock.lock();
        try {
            return state != State.OPEN;
        } finally {
            lock.unlock();
        }
    }

    boolean isTerminated() {
        lock.lock();
        try {
            return state == State.ENDED;
        } finally {
            lock.unlock();
        }
    }

    boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            while (state != State.ENDED) {
                if (left <= 0) {
                    return false;
                }
                left = ended.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
