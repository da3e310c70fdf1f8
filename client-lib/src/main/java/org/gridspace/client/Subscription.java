package org.gridspace.client;

import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.util.ArrayDeque;
import java.util.Deque;
import net.jini.core.event.UnknownEventException;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.wire.FoundEntry;
import org.gridspace.wire.LeaseKind;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * One registration's events on their way to its receiver, in their order. Bounded: what comes while {@value #MOST_EVENTS} events or 4 MiB
 * of entries wait is dropped and leaves a gap in the sequence numbers. At most one thread delivers at a time; none is kept
 * while an event waits for its next attempt. Thread-safe.
 */
final class Subscription implements Runnable {
    private static final System.Logger LOG = System.getLogger(Subscription.class.getName());
    private static final int MOST_EVENTS = 10_000;
    private static final long MOST_BYTES = 4 << 20;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    /** An event that comes so much later than the end of the lease that is known here shows that there is a later one. */
    private static final long LATE_MILLIS = 5_000;
    /** How long such a registration is thought to last from then on. */
    private static final long RENEWED_MILLIS = 5 * 60_000;
    /** How many events a thread delivers before others get their turn. */
    private static final int TURN = 64;

    private final Session session;
    private final long id;
    private final EventReceiver receiver;
    private final ClassLoader loader;
    private final EventThreads threads = EventThreads.shared();
    private final Deque<Reply.Event> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean busy;
    private boolean ended;
    private @Nullable Exception lost;
    private long leaseEnds;
    private long pauseMillis;

    /**
     * A registration without events.
     *
     * @param loader what finds the classes of entries for the receiver
     */
    Subscription(Session session, long id, long leaseEnds, EventReceiver receiver, ClassLoader loader) {
        this.session = session;
        this.id = id;
        this.leaseEnds = leaseEnds;
        this.receiver = receiver;
        this.loader = loader;
    }

    long id() {
        return id;
    }

    /** Queues an event, or drops it. */
    void add(Reply.Event event) {
        int bytes = bytes(event);
        synchronized (this) {
            if (ended || !makeRoom(bytes)) {
                return;
            }
            long now = System.currentTimeMillis();
            if (leaseEnds < now - LATE_MILLIS) { // another process has renewed it
                leaseEnds = now + RENEWED_MILLIS;
            }
            queue.add(event);
            queuedBytes += bytes;
            if (busy) {
                return;
            }
            busy = true;
        }
        threads.run(this);
    }

    /** An event that finds nothing queued always has room. */
    private boolean makeRoom(int bytes) {
        if (queue.isEmpty()) {
            threads.take(bytes);
            return true;
        }
        return queue.size() < MOST_EVENTS && queuedBytes + bytes <= MOST_BYTES && threads.reserve(bytes);
    }

    private static int bytes(Reply.Event event) {
        FoundEntry entry = event.entry();
        return 64 + (entry == null ? 0 : entry.fields().length);
    }

    /** The lease ends then as far as this process knows. */
    synchronized void leaseEnds(long millis) {
        leaseEnds = millis;
    }

    synchronized boolean hasLapsed(long nowMillis) {
        return leaseEnds < nowMillis;
    }

    /** Delivers nothing more. */
    synchronized void drop() {
        ended = true;
        threads.release(queuedBytes);
        queuedBytes = 0;
        queue.clear();
    }

    /** No more events will come; those that are here are delivered, but once only. */
    void sessionEnded(Exception reason) {
        synchronized (this) {
            lost = reason;
            if (busy) {
                return;
            }
            busy = true;
        }
        threads.run(this);
    }

    /** Delivers what there is. */
    @Override
    public void run() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            for (int i = 0; i < TURN; i++) {
                Reply.Event next = next();
                if (next == null || !deliver(next)) {
                    return;
                }
            }
        } finally {
            thread.setContextClassLoader(before);
            Thread.interrupted(); // a listener's; it means nothing to the next one
        }
        threads.run(this);
    }

    /** The next event; null if there is none, and nobody delivers then. */
    private Reply.@Nullable Event next() {
        Exception reason;
        synchronized (this) {
            Reply.Event next = queue.peek();
            if (next != null) {
                return next;
            }
            busy = false;
            reason = ended ? null : lost;
            ended |= reason != null;
        }
        if (reason != null) {
            receiver.ended(reason);
        }
        return null;
    }

    /** Delivers an event; false if this is to be gone on with later, by another thread. */
    @SuppressWarnings("checkstyle:IllegalCatch") // whatever a listener throws, the next event is due
    private boolean deliver(Reply.Event event) {
        FoundEntry found = event.entry();
        PackedEntry entry = null;
        if (found != null) {
            EntryType type = session.types().known(found.typeId());
            if (type == null) {
                session.types().with(found.typeId(), known -> threads.run(this), problem -> {
                    done(event);
                    threads.run(this);
                });
                return false;
            }
            entry = new PackedEntry(type, found.fields());
        }
        try {
            receiver.receive(id, event.sequenceNumber(), event.visibility(), entry);
        } catch (UnknownEventException | NoSuchObjectException e) {
            LOG.log(System.Logger.Level.DEBUG, "registration {0} is cancelled: {1}", id, e.toString());
            cancel();
        } catch (RemoteException e) {
            if (retry(e)) {
                return false;
            }
        } catch (Exception | Error e) {
            LOG.log(System.Logger.Level.WARNING, "the listener of registration " + id + " failed", e);
        }
        done(event);
        return true;
    }

    private synchronized void done(Reply.Event event) {
        pauseMillis = 0;
        if (queue.peek() == event) { // otherwise all were dropped meanwhile
            queue.poll();
            queuedBytes -= bytes(event);
            threads.release(bytes(event));
        }
    }

    /** Has the same event delivered again after a while, unless the registration has ended by then as far as is known. */
    private boolean retry(RemoteException problem) {
        long pause;
        synchronized (this) {
            pause = Math.min(LONGEST_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, pauseMillis * 2));
            long next = System.currentTimeMillis() + pause;
            if (ended || lost != null || leaseEnds < next) {
                LOG.log(System.Logger.Level.DEBUG, "registration {0} gives an event up: {1}", id, problem.toString());
                return false;
            }
            pauseMillis = pause;
        }
        threads.runLater(this, pause);
        return true;
    }

    private void cancel() {
        session.events().cancelled(id);
        drop();
        session.submit(sequence -> new Request.CancelLease(sequence, LeaseKind.REGISTRATION, id), 0, ReplySink.NONE);
    }
}
