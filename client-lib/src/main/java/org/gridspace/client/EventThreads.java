package org.gridspace.client;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that call this process's listeners, and the room for events that wait for them. Process-wide, so that both have one bound
 * however many spaces there are. Threads come into being when there is work and no idle one, and end after 10 idle seconds: a
 * listener that hangs keeps one of {@value #MOST_THREADS}, and delays others only when that many hang. Thread-safe.
 */
final class EventThreads {
    /** Most listeners that are called at the same time. */
    static final int MOST_THREADS = 128;
    /** Most bytes of entries in events that wait, beside the first of each registration. */
    private static final long MOST_BYTES = 64 << 20;

    private static final long IDLE_SECONDS = 10;
    private static final EventThreads SHARED = new EventThreads();

    private final AtomicInteger started = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MOST_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new IdleFirst(),
            task -> daemon(task, "gridspace-events-" + started.incrementAndGet()),
            (task, pool) -> ((IdleFirst) pool.getQueue()).put(task));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, task -> daemon(task, "gridspace-event-retries"));

    private EventThreads() {
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    static EventThreads shared() {
        return SHARED;
    }

    /** Runs the task soon. */
    void run(Runnable task) {
        threads.execute(task);
    }

    /** Runs the task after a while. */
    void runLater(Runnable task, long millis) {
        timer.schedule(() -> run(task), millis, TimeUnit.MILLISECONDS);
    }

    /** Asks for room for an event; what is given comes back through {@link #release}. */
    boolean reserve(int eventBytes) {
        if (bytes.addAndGet(eventBytes) <= MOST_BYTES) {
            return true;
        }
        bytes.addAndGet(-eventBytes);
        return false;
    }

    /** Takes room without asking. */
    void take(int eventBytes) {
        bytes.addAndGet(eventBytes);
    }

    void release(long eventBytes) {
        bytes.addAndGet(-eventBytes);
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** A queue that takes a task only if a thread waits for one: otherwise the pool starts another thread, if it may. */
    private static final class IdleFirst extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        @Override
        public void put(Runnable task) {
            if (!super.offer(task)) {
                throw new RejectedExecutionException();
            }
        }
    }
}
