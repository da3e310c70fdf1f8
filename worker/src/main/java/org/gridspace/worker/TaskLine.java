package org.gridspace.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The tasks in a worker's hands: those that run and a short line of those that wait for a slot. Nobody waits in line unless
 * tasks are short: then a few a slot are taken ahead, so that a slot needn't wait for the space between two tasks. Thread-safe.
 */
final class TaskLine {
    private static final int AHEAD_PER_SLOT = 4;
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final int slots;
    private final LinkedBlockingDeque<HeldTask> waiting = new LinkedBlockingDeque<>();
    private final Set<HeldTask> inHand = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private volatile long typicalNanos = 2 * SHORT_NANOS;
    private volatile long closedUntilNanos = System.nanoTime();
    private volatile boolean closed;

    TaskLine(int slots) {
        this.slots = slots;
    }

    private int capacity() {
        if (closed || System.nanoTime() - closedUntilNanos < 0) {
            return 0;
        }
        return typicalNanos < SHORT_NANOS ? slots * (1 + AHEAD_PER_SLOT) : slots;
    }

    /** How many more tasks may be taken. */
    int room() {
        return Math.max(0, capacity() - count.get());
    }

    /** Puts a task in line; false if there's no room for it. */
    boolean offer(HeldTask task) {
        if (count.incrementAndGet() > capacity()) {
            count.decrementAndGet();
            return false;
        }
        inHand.add(task);
        waiting.add(task);
        return true;
    }

    /** The next task for a slot. It stays in hand until {@link #done}. */
    HeldTask take() throws InterruptedException {
        return waiting.take();
    }

    /** A slot is through with a task. */
    void done(HeldTask task, long nanos) {
        typicalNanos = (typicalNanos * 7 + nanos) / 8;
        leave(task);
    }

    private void leave(HeldTask task) {
        if (inHand.remove(task)) {
            count.decrementAndGet();
        }
    }

    /** All tasks held, running or waiting. */
    Set<HeldTask> inHand() {
        return inHand;
    }

    int size() {
        return count.get();
    }

    /** Takes tasks out of the line that have waited too long behind others: another worker may have a slot for them. */
    List<HeldTask> impatient(long now) {
        List<HeldTask> leaving = new ArrayList<>();
        for (HeldTask task : waiting) {
            if (task.waitedNanos(now) > PATIENCE_NANOS && waiting.remove(task)) {
                leaving.add(task);
            }
        }
        if (!leaving.isEmpty()) {
            typicalNanos = Math.max(typicalNanos, 2 * SHORT_NANOS);
        }
        leaving.forEach(this::leave);
        return leaving;
    }

    /** Takes nothing for a while: this worker can't start children just now. */
    void pause(long millis) {
        closedUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Takes nothing any more; answers the tasks that wait, which leave the line. */
    List<HeldTask> close() {
        closed = true;
        List<HeldTask> leaving = new ArrayList<>();
        waiting.drainTo(leaving);
        leaving.forEach(this::leave);
        return leaving;
    }
}
