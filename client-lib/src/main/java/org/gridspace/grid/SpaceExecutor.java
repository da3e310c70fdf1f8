package org.gridspace.grid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gridspace.task.GridCallable;
import org.gridspace.task.GridRunnable;
import org.jspecify.annotations.Nullable;

/** {@code java.util.concurrent}'s meaning on top of a {@link JobMaster}. Thread-safe. */
final class SpaceExecutor implements GridExecutor {
    private static final System.Logger LOG = System.getLogger(SpaceExecutor.class.getName());

    private final JobMaster master;
    private final String name;
    private final Runnable onClose;

    SpaceExecutor(JobMaster master, String name, Runnable onClose) {
        this.master = master;
        this.name = name;
        this.onClose = onClose;
    }

    @Override
    public <T extends @Nullable Object> Future<T> submit(GridCallable<T> task) {
        return send(task);
    }

    @Override
    public Future<?> submit(GridRunnable task) {
        return sendRunnable(task);
    }

    @Override
    public <T extends @Nullable Object> Future<T> submit(GridRunnable task, T result) {
        return sendRunnable(task, result);
    }

    @Override
    public void execute(GridRunnable task) {
        execute((Runnable) task);
    }

    @Override
    public <T extends @Nullable Object> Future<T> submit(Callable<T> task) {
        return send(task);
    }

    @Override
    public Future<?> submit(Runnable task) {
        return sendRunnable(task);
    }

    @Override
    public <T extends @Nullable Object> Future<T> submit(Runnable task, T result) {
        return sendRunnable(task, result);
    }

    @Override
    public void execute(Runnable task) {
        sendRunnable(task).onDone(this::logFailure);
    }

    private void logFailure(Future<?> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "a task of job " + name + " failed", e.getCause());
        } catch (CancellationException e) {
            LOG.log(System.Logger.Level.DEBUG, "a task of job " + name + " was cancelled");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // can't be: it is done
        }
    }

    private <T extends @Nullable Object> TaskFuture<T> send(Callable<T> task) {
        var future = new TaskFuture<>(Objects.requireNonNull(task));
        master.submit(future, task);
        return future;
    }

    @SuppressWarnings("NullAway") // a future without a value gives null
    private TaskFuture<?> sendRunnable(Runnable task) {
        return sendRunnable(task, null);
    }

    private <T extends @Nullable Object> TaskFuture<T> sendRunnable(Runnable task, T result) {
        var future = new TaskFuture<>(Objects.requireNonNull(task), result);
        master.submit(future, task);
        return future;
    }

    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
            throws InterruptedException {
        return invokeAll(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) throws InterruptedException {
        long start = System.nanoTime();
        long nanos = unit.toNanos(timeout);
        List<Future<T>> futures = new ArrayList<>(tasks.size());
        boolean done = false;
        try {
            for (Callable<T> task : tasks) {
                futures.add(send(task));
            }
            done = awaitAll(futures, start, nanos);
            return futures;
        } finally {
            if (!done) {
                futures.forEach(future -> future.cancel(true));
            }
        }
    }

    private static <T extends @Nullable Object> boolean awaitAll(List<Future<T>> futures, long start, long nanos)
            throws InterruptedException {
        for (Future<T> future : futures) {
            try {
                future.get(Math.max(0, nanos - (System.nanoTime() - start)), TimeUnit.NANOSECONDS);
            } catch (CancellationException | ExecutionException e) {
                continue; // it is done, which is all that's asked here
            } catch (TimeoutException e) {
                return false;
            }
        }
        return true;
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        try {
            return invokeAny(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("three hundred years have passed", e);
        }
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("no tasks");
        }
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        var done = new LinkedBlockingQueue<TaskFuture<T>>();
        List<Future<T>> futures = new ArrayList<>(tasks.size());
        try {
            for (Callable<T> task : tasks) {
                TaskFuture<T> future = send(task);
                futures.add(future);
                future.onDone(done::add);
            }
            ExecutionException last = null;
            for (int i = 0; i < futures.size(); i++) {
                TaskFuture<T> next = done.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new TimeoutException("no task of job " + name + " succeeded in time");
                }
                try {
                    return next.get();
                } catch (ExecutionException e) {
                    last = e;
                } catch (CancellationException e) {
                    last = new ExecutionException("cancelled by its worker", e);
                }
            }
            throw Objects.requireNonNull(last);
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }

    @Override
    public void shutdown() {
        master.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        master.shutdown();
        return master.withdrawAll();
    }

    @Override
    public boolean isShutdown() {
        return master.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return master.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return master.awaitTermination(timeout, unit);
    }

    @Override
    public void close() {
        shutdown();
        boolean interrupted = false;
        try {
            boolean terminated = false;
            while (!terminated) {
                try {
                    terminated = awaitTermination(1, TimeUnit.DAYS);
                } catch (InterruptedException e) {
                    if (!interrupted) {
                        interrupted = true;
                        shutdownNow();
                    }
                }
            }
        } finally {
            onClose.run();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
