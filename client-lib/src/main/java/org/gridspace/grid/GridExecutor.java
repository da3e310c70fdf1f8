package org.gridspace.grid;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.gridspace.task.GridCallable;
import org.gridspace.task.GridRunnable;
import org.jspecify.annotations.Nullable;

/**
 * A job as an {@link ExecutorService}: each task travels with its classes to some worker and runs there in a sandbox; its
 * result or exception travels back. Thread-safe.
 *
 * <p>Tasks and results must be serializable. The overloads for {@link GridCallable} and {@link GridRunnable} make lambdas
 * and method references so without a cast; in a collection for {@code invokeAll} their type has to be stated
 * ({@code List<GridCallable<Long>>}). A task that can't be serialized is refused at submission with an {@link
 * IllegalArgumentException} that names the captured field.
 *
 * <p>A task runs on a copy of what it captured, and at least once: when its worker is lost, another one runs it again. Its
 * result counts once. {@link Future#get} throws an {@code ExecutionException} whose cause is the task's own exception,
 * with the stack trace it had at the worker, or a {@link org.gridspace.failure.GridException} if the task couldn't be run
 * or its exception not be brought back. Cancelling withdraws a task that no worker has taken; one that runs is stopped if
 * {@code mayInterruptIfRunning}, with the process that it runs in.
 *
 * <p>{@link #submit} returns as soon as the task is on its way; it waits only while very much is on its way already. A job
 * whose executor is neither shut down nor closed ends when its process does; its entries then leave the space after the
 * job's lease ({@link JobOptions#lease}).
 */
public interface GridExecutor extends ExecutorService, AutoCloseable {
    /** Submits a task that returns a value. {@link RejectedExecutionException} after shutdown. */
    <T extends @Nullable Object> Future<T> submit(GridCallable<T> task);

    /** Submits a task without a value. {@link RejectedExecutionException} after shutdown. */
    Future<?> submit(GridRunnable task);

    /** Submits a task whose future gives {@code result}, which stays here. {@link RejectedExecutionException} after shutdown. */
    <T extends @Nullable Object> Future<T> submit(GridRunnable task, T result);

    /** Submits a task nobody waits for; what it throws is logged here. {@link RejectedExecutionException} after shutdown. */
    void execute(GridRunnable task);

    @Override
    <T extends @Nullable Object> Future<T> submit(Callable<T> task);

    @Override
    Future<?> submit(Runnable task);

    /**
     * Shuts down and waits until every task has ended; if interrupted meanwhile, stops them. Afterwards nothing of the job
     * is in the space.
     */
    @Override
    void close();
}
