package org.gridspace.grid;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The caller's end of a task. {@link #run} is only for what {@code shutdownNow} gave back: then the task runs here, in the
 * calling thread. Thread-safe.
 */
final class TaskFuture<V extends @Nullable Object> extends FutureTask<V> {
    /** Hears of a cancelled task, once. */
    @FunctionalInterface
    interface CancelListener {
        void cancelled(boolean mayInterruptIfRunning);
    }

    private final ClassLoader loader;
    private final boolean fixed;
    private final V fixedValue;
    private volatile @Nullable CancelListener cancelListener;
    private @Nullable Consumer<TaskFuture<V>> doneListener; // guarded by this
    private boolean ended; // guarded by this

    /** Of a task whose value comes from the worker. */
    @SuppressWarnings("NullAway") // fixedValue isn't used then
    TaskFuture(Callable<V> task) {
        super(task);
        loader = loaderOf(task);
        fixed = false;
        fixedValue = null;
    }

    /** Of a task whose value is known now. */
    TaskFuture(Runnable task, V value) {
        super(task, value);
        loader = loaderOf(task);
        fixed = true;
        fixedValue = value;
    }

    private static ClassLoader loaderOf(Object task) {
        ClassLoader loader = task.getClass().getClassLoader();
        if (loader == null) {
            loader = Thread.currentThread().getContextClassLoader();
        }
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    /** Loads the classes of the task, and so those of its result. */
    ClassLoader loader() {
        return loader;
    }

    /** Whether the value was known in advance, so that what the worker returned is of no interest. */
    boolean hasFixedValue() {
        return fixed;
    }

    /** The task returned this. */
    @SuppressWarnings("unchecked")
    void succeed(@Nullable Object value) {
        set(fixed ? fixedValue : (V) value);
    }

    /** The task failed with this. */
    void fail(Throwable cause) {
        setException(cause);
    }

    void onCancel(CancelListener listener) {
        cancelListener = listener;
    }

    /** Calls back when this is done, at once if it is; there's one listener at most. */
    void onDone(Consumer<TaskFuture<V>> listener) {
        synchronized (this) {
            if (!ended) {
                doneListener = listener;
                return;
            }
        }
        listener.accept(this);
    }

    @Override
    protected void done() {
        Consumer<TaskFuture<V>> listener;
        synchronized (this) {
            ended = true;
            listener = doneListener;
            doneListener = null;
        }
        if (listener != null) {
            listener.accept(this);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (!super.cancel(mayInterruptIfRunning)) {
            return false;
        }
        CancelListener listener = cancelListener;
        if (listener != null) {
            listener.cancelled(mayInterruptIfRunning);
        }
        return true;
    }
}
