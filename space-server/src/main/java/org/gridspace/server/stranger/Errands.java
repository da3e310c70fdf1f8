package org.gridspace.server.stranger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Calls to strangers on a bounded number of threads. Of one stranger only a few are underway at once, so that one who never answers
 * doesn't hold up the others for long; each has a deadline, after which its thread is interrupted. Thread-safe.
 */
public final class Errands implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Errands.class);
    private static final int THREADS = 16;
    private static final int AT_ONCE = 4;
    private static final long IDLE_SECONDS = 30;
    /** How long one may take, in milliseconds. */
    public static final long DEADLINE_MILLIS = 15_000;

    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor clock;
    private final Map<Object, Lane> lanes = new HashMap<>();

    /** What waits for one stranger. */
    private static final class Lane {
        private final Deque<Errand> waiting = new ArrayDeque<>();
        private int running;
    }

    /** Work, and what happens instead when it takes too long. */
    private record Errand(Runnable work, Runnable tooLate) {}

    /** Without a thread until there is work; {@code purpose} is a part of their names. */
    public Errands(String purpose) {
        var number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> daemon(task, "gridspace-" + purpose + "-" + number.incrementAndGet()));
        threads.allowCoreThreadTimeOut(true);
        clock = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "gridspace-" + purpose + "-clock"));
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Does it as soon as possible.
     *
     * @param stranger to whom it goes
     * @param work what to do
     * @param tooLate what to do if that isn't through by its deadline; the work may still go on then
     */
    public void run(Object stranger, Runnable work, Runnable tooLate) {
        var errand = new Errand(work, tooLate);
        synchronized (lanes) {
            Lane lane = lanes.computeIfAbsent(stranger, key -> new Lane());
            if (lane.running >= AT_ONCE) {
                lane.waiting.add(errand);
                return;
            }
            lane.running++;
        }
        start(stranger, errand);
    }

    /** Does it in so many milliseconds, on a thread that mustn't block. */
    public void later(long millis, Runnable work) {
        try {
            clock.schedule(() -> guarded(work), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the space closes; an errand stays undone");
        }
    }

    private void start(Object stranger, Errand errand) {
        try {
            threads.execute(() -> {
                try {
                    watched(errand);
                } finally {
                    next(stranger);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("the space closes; an errand stays undone");
        }
    }

    private void watched(Errand errand) {
        var worker = new AtomicReference<>(Thread.currentThread());
        var watch = clock.schedule(
                () -> {
                    synchronized (worker) {
                        Thread late = worker.get();
                        if (late != null) {
                            late.interrupt();
                            guarded(errand.tooLate);
                        }
                    }
                },
                DEADLINE_MILLIS,
                TimeUnit.MILLISECONDS);
        try {
            guarded(errand.work);
        } finally {
            watch.cancel(false);
            synchronized (worker) {
                worker.set(null);
                Thread.interrupted();
            }
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("an errand failed", e);
        }
    }

    private void next(Object stranger) {
        Errand errand;
        synchronized (lanes) {
            Lane lane = lanes.get(stranger);
            if (lane == null) {
                return;
            }
            errand = lane.waiting.poll();
            if (errand == null && --lane.running == 0) {
                lanes.remove(stranger);
            }
        }
        if (errand != null) {
            start(stranger, errand);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }
}
