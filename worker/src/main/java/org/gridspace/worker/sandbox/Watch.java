package org.gridspace.worker.sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that ends what takes too long. Callers read their child's reply themselves, which costs no hand-off but
 * can't be interrupted; so this thread looks at all calls in progress every 10 ms and kills the child of one that is
 * over its time, over its processor time, or whose caller was interrupted. It rests while there are none. Thread-safe.
 */
final class Watch implements AutoCloseable {
    private static final long TICK_NANOS = 10_000_000;
    private static final int TICKS_BEFORE_REST = 100;

    private final Set<Child> children = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::watch, "gridspace-sandbox-watch");
    private volatile boolean resting;
    private volatile boolean closed;

    Watch() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Looks after a child from now on. */
    void add(Child child) {
        children.add(child);
    }

    /** Forgets a child. */
    void remove(Child child) {
        children.remove(child);
    }

    /** Kills every child that is still known. */
    void closeChildren() {
        for (Child child : children) {
            child.close();
        }
    }

    /** A call has begun; cheap while the thread is awake. */
    void wake() {
        if (resting) {
            LockSupport.unpark(thread);
        }
    }

    private void watch() {
        int quiet = 0;
        while (!closed) {
            if (look()) {
                quiet = 0;
            } else {
                quiet++;
            }
            if (quiet < TICKS_BEFORE_REST) {
                LockSupport.parkNanos(this, TICK_NANOS);
            } else {
                rest();
                quiet = 0;
            }
        }
    }

    /** Announces the rest before the last look, so that a call which begins meanwhile is either seen or wakes us. */
    private void rest() {
        resting = true;
        if (!look() && !closed) {
            LockSupport.park(this);
        }
        resting = false;
    }

    private boolean look() {
        long now = System.nanoTime();
        boolean busy = false;
        for (Child child : children) {
            busy |= child.look(now);
        }
        return busy;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
