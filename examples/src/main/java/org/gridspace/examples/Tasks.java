package org.gridspace.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs tasks on any executor service and hands over their results in order, as soon as they're there. */
public final class Tasks {
    private Tasks() {}

    /** Takes one result after the other. */
    @FunctionalInterface
    public interface Results<T> {
        /**
         * @param index of the task in the list
         * @param result what it returned
         */
        void accept(int index, T result);
    }

    /**
     * Submits all tasks and waits for all. When one fails or the thread is interrupted, cancels the others.
     *
     * @throws ExecutionException when a task failed
     */
    public static <T> void run(
            ExecutorService pool, List<? extends Callable<T>> tasks, Results<T> results, ProgressListener progress)
            throws InterruptedException, ExecutionException {
        progress.progress(0, tasks.size());
        List<Future<T>> futures = new ArrayList<>(tasks.size());
        try {
            for (Callable<T> task : tasks) {
                futures.add(pool.submit(task));
            }
            for (int i = 0; i < futures.size(); i++) {
                results.accept(i, futures.get(i).get());
                progress.progress(i + 1, futures.size());
            }
        } finally {
            futures.forEach(future -> future.cancel(true)); // does nothing to those that are done
        }
    }
}
