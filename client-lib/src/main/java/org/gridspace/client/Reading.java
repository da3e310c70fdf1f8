package org.gridspace.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gridspace.wire.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Who reads the connection of a session. One thread at a time has the <em>turn</em>: it waits for replies, hands each to whom it
 * belongs, and passes the turn on when it has its own. A caller that is alone thus reads its own reply without a hand-off
 * between threads. The session's background thread takes the turn while there are requests that nobody waits for, and after
 * a while without calls; else the turn may be nobody's.
 *
 * <p>Thread-safe. {@link #holder} and {@link #connection} change under the monitor only, in which nothing blocks; the session's
 * lock is never taken in it. What reads a connection is confined to the thread that has the turn, and the monitor hands it over.
 */
final class Reading {
    /** How long the turn is nobody's before the background thread takes it, to see if the space hangs up. */
    private static final long VACANT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Session session;
    private final Thread background;
    /** Callers that wait and don't have the turn, longest first. */
    private final Set<Thread> waiting = new LinkedHashSet<>();

    /** Callers whose answers have come in what is being read. Confined to the thread that has the turn. */
    private final List<Thread> answered = new ArrayList<>();

    private volatile @Nullable Thread holder;
    private volatile @Nullable Connection connection;
    private @Nullable Throwable problem;
    private boolean used;
    private long unusedSinceNanos = System.nanoTime();

    Reading(Session session, Thread background) {
        this.session = session;
        this.background = background;
    }

    /** Whether the calling thread is at this moment reading, or the one that reads when nobody else does. */
    boolean isReader() {
        Thread me = Thread.currentThread();
        return me == background || me == holder;
    }

    /**
     * Waits for an answer, and reads the connection if nobody else does.
     *
     * @throws InterruptedException if the thread is interrupted and {@code interruptibly} says so; else it is interrupted again
     *     at the end
     * @throws IllegalStateException on the thread that is reading: nobody would read the answer
     */
    void await(Answer<?> answer, boolean interruptibly) throws InterruptedException {
        Thread me = Thread.currentThread();
        if (isReader()) {
            throw new IllegalStateException("a stage that depends on an answer of the space waits for another one");
        }
        boolean interrupted = false;
        answer.awaitedBy(me);
        try {
            while (!answer.isDone()) {
                Connection mine = enter(me);
                if (mine != null) {
                    read(mine, Long.MAX_VALUE);
                } else {
                    flush();
                    LockSupport.park(this);
                }
                if (Thread.interrupted()) {
                    if (interruptibly) {
                        throw new InterruptedException();
                    }
                    interrupted = true;
                }
            }
        } finally {
            leave(me);
            if (interrupted) {
                me.interrupt();
            }
        }
    }

    /** There is a request that nobody waits for: somebody has to read. */
    void attend() {
        if (holder == null) {
            synchronized (this) {
                if (holder == null) {
                    pass();
                }
            }
        }
    }

    /** Makes the background thread return from {@link #serve}. */
    void wakeBackground() {
        Connection present = connection;
        if (present != null && holder == background) {
            present.wakeUp();
        }
        LockSupport.unpark(background);
    }

    // What follows is called by the background thread.

    /** The session is attached to a connection that is to be read. */
    synchronized void opened(Connection fresh) {
        problem = null;
        connection = fresh;
        if (holder == null || holder == background) {
            pass();
        }
    }

    /** The connection is no longer to be read. */
    synchronized void closed() {
        problem = null;
        connection = null;
        if (holder == background) {
            holder = null;
        }
    }

    /**
     * Reads if it is the background thread's turn, else waits; for at most this long.
     *
     * @throws IOException why the connection is of no more use, whoever has found out
     */
    void serve(long nanos) throws IOException {
        Connection mine = turnOfBackground();
        if (mine != null) {
            read(mine, nanos);
        } else if (!hasProblem()) {
            LockSupport.parkNanos(this, Math.min(nanos, VACANT_NANOS));
        }
        throwProblem();
    }

    private synchronized @Nullable Connection turnOfBackground() {
        if (used) {
            used = false;
            unusedSinceNanos = System.nanoTime();
        }
        if (holder == background && !waiting.isEmpty() && !session.needsBackground()) {
            pass();
        } else if (holder == null
                && (session.needsBackground() || System.nanoTime() - unusedSinceNanos >= VACANT_NANOS)) {
            holder = background;
        }
        return holder == background ? connection : null;
    }

    private synchronized boolean hasProblem() {
        return problem != null;
    }

    private synchronized void throwProblem() throws IOException {
        Throwable found = problem;
        problem = null;
        if (found instanceof IOException broken) {
            throw broken;
        } else if (found != null) {
            throw new IllegalStateException("a reply could not be handed on", found);
        }
    }

    // What follows is called by any thread.

    /** Takes the turn if it is nobody's, or notes that the thread waits for it. Answers what to read if it has the turn. */
    private synchronized @Nullable Connection enter(Thread me) {
        Connection present = connection;
        used = true;
        if (present != null && (holder == null || holder == me)) {
            holder = me;
            waiting.remove(me);
            return present;
        }
        if (holder == me) {
            holder = null;
        }
        waiting.add(me);
        if (present != null && holder == background && !session.needsBackground()) {
            present.wakeUp(); // it will pass the turn
        }
        return null;
    }

    private void leave(Thread me) {
        if (holder == me) {
            Connection present = connection;
            if (present != null) {
                present.leave();
            }
        }
        synchronized (this) {
            waiting.remove(me);
            if (holder == me) {
                pass();
            }
        }
    }

    /** Gives the turn to who needs it most. Called in the monitor. */
    private void pass() {
        Thread next = null;
        if (connection != null) {
            holder = null; // before the question: whoever makes a request looks at the holder after it
            Iterator<Thread> callers = waiting.iterator();
            next = session.needsBackground() ? background : callers.hasNext() ? callers.next() : null;
        }
        holder = next;
        if (next != null && next != Thread.currentThread()) {
            LockSupport.unpark(next);
        }
    }

    private void flush() {
        Connection present = connection;
        if (present != null) {
            present.flush();
        }
    }

    /** Waits for what comes, for at most this long, and hands it on. A problem is the background thread's. */
    private void read(Connection from, long nanos) {
        boolean usable = false;
        @Nullable Throwable why = null;
        try {
            from.awaitInput(nanos);
            from.receive();
            List<Reply> replies = from.replies();
            if (!replies.isEmpty()) {
                session.answered(from, replies);
            }
            usable = true;
        } catch (IOException | RuntimeException e) {
            why = e;
        } finally {
            wakeCallers();
            if (!usable) {
                failed(from, why == null ? new IllegalStateException("an error while a reply was handed on") : why);
            }
        }
    }

    /** Makes a thread look for its answer, at the end of what is being read if the calling thread is reading. */
    void wake(Thread caller) {
        if (Thread.currentThread() == holder) {
            answered.add(caller);
        } else {
            LockSupport.unpark(caller);
        }
    }

    private void wakeCallers() {
        answered.forEach(LockSupport::unpark);
        answered.clear();
    }

    private void failed(Connection which, Throwable why) {
        synchronized (this) {
            if (connection == which) {
                connection = null;
                problem = why;
            }
        }
        LockSupport.unpark(background);
    }
}
