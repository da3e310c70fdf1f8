package org.gridspace.client;

import java.io.IOException;
import java.rmi.ConnectException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.gridspace.entry.EntryType;
import org.gridspace.failure.SessionLost;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * One session with a space, from its opening to its end; it outlives connections. {@link OpenRequests} keeps every request that has no
 * outcome yet and repeats it under the same number on the next connection, so that it takes effect once; {@link Deliveries} brings
 * outcomes to their sinks. Thread-safe: everything mutable is guarded by {@link #lock}; sinks are called outside of it.
 *
 * <p>A request is <em>finished</em>, and then acknowledged, only after its sink has got the outcome.
 */
final class Session {
    private static final System.Logger LOG = System.getLogger(Session.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    /** The number of the request that opens or attaches; the others come after it. */
    static final long OPENING = 1;

    final SpaceAddress address;
    final long idHigh = RANDOM.nextLong();
    final long idLow = RANDOM.nextLong();
    private final SessionLoop loop;
    private final Thread thread;
    private final Reading reading;
    private final CompletableFuture<Session> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AskedOnce<EntryType, Integer> typeIds;
    private final AskedOnce<Integer, EntryType> types;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final OpenRequests requests;
    private final Deliveries deliveries;
    private final EventInbox events = new EventInbox();
    private @Nullable Connection connection;
    private boolean wasAttached;
    /** Written under the lock. */
    private volatile boolean closing;

    private @Nullable Exception over;
    private volatile boolean refusing;

    private Session(SpaceAddress address, ClientConfig config, Connector connector) {
        this.address = address;
        this.loop = new SessionLoop(this, config, connector);
        this.requests = new OpenRequests(config.acknowledgeMillis());
        this.deliveries = new Deliveries(this, lock, requests);
        this.typeIds = new AskedOnce<>(
                this,
                Request.DefineType::new,
                reply -> reply instanceof Reply.TypeDefined defined ? defined.typeId() : null);
        this.types = new AskedOnce<>(
                this, Request.DescribeType::new, reply -> reply instanceof Reply.TypeIs typeIs ? typeIs.type() : null);
        typeIds.learn(EntryType.ANY, 0);
        types.learn(0, EntryType.ANY);
        this.thread = new Thread(loop, "gridspace-client-" + address.name());
        thread.setDaemon(true);
        this.reading = new Reading(this, thread);
    }

    /** Begins a session: connecting goes on by itself, and requests may already be submitted. */
    static Session start(SpaceAddress address, ClientConfig config, Connector connector) {
        var session = new Session(address, config, connector);
        session.thread.start();
        return session;
    }

    /** Completed when the space has opened the session, or failed with the reason why it didn't. */
    CompletableFuture<Session> opened() {
        return opened;
    }

    /** The numbers of types in this session. */
    AskedOnce<EntryType, Integer> typeIds() {
        return typeIds;
    }

    /** The types behind numbers in this session. Those of whatever a sink is given are known. */
    AskedOnce<Integer, EntryType> types() {
        return types;
    }

    /** Where events arrive. */
    EventInbox events() {
        return events;
    }

    /** Who reads what comes from the space. */
    Reading reading() {
        return reading;
    }

    /** Whether the background thread has to read because nobody else may: there are answers or events that nobody waits for. */
    boolean needsBackground() {
        return requests.areUnattended() || closing || events.areExpected();
    }

    /** Why the session is over; null while it isn't. */
    @Nullable
    Exception over() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** Whether this session takes no new requests. */
    boolean isClosed() {
        return refusing;
    }

    /**
     * Sends a request, now or as soon as there is a connection. Waits while too many bytes are on their way, except on the
     * thread that reads. If a caller waits for the outcome ({@link ReplySink#isAwaited}), it is sent with {@link Reading#await}.
     *
     * @param request makes the request from its number
     * @param bytes how large the entries in it are
     * @param sink gets the outcome; or the problem at once if the session is over
     * @return the request's number, 0 if the session is over
     */
    long submit(LongFunction<Request> request, long bytes, ReplySink sink) {
        return submit(request, bytes, sink, false);
    }

    private long submit(LongFunction<Request> request, long bytes, ReplySink sink, boolean evenWhenClosing) {
        Connection target;
        long sequence;
        lock.lock();
        try {
            awaitRoom(bytes);
            if (over != null || closing && !evenWhenClosing) {
                target = null;
                sequence = 0;
            } else {
                target = connection;
                sequence = requests.add(request, bytes, sink, target);
            }
        } finally {
            lock.unlock();
        }
        if (sequence == 0) {
            sink.failed(neverSent());
        } else if (!sink.isAwaited() && target != null) { // else who waits for it will send it
            target.flushSoon();
            reading.attend();
        }
        return sequence;
    }

    /** Ends the wait of a match; its sink gets the outcome in any case. */
    void withdraw(long sequence) {
        PendingRequest unsent = null;
        boolean ask = false;
        lock.lock();
        try {
            PendingRequest match = requests.get(sequence);
            if (match != null && !match.withdrawn) {
                match.withdrawn = true;
                if (match.transmissions == 0) {
                    unsent = match;
                } else {
                    ask = true;
                }
            }
        } finally {
            lock.unlock();
        }
        if (unsent != null) {
            deliveries.deliver(unsent, new Reply.Withdrawn(sequence), null);
        } else if (ask) {
            submit(number -> new Request.Withdraw(number, sequence), 0, ReplySink.NONE, true);
        }
    }

    /** Begins to end the session in good order: what waits is withdrawn, and what was taken stays taken. */
    void close() {
        List<Long> matches;
        lock.lock();
        try {
            if (over != null) {
                return;
            }
            closing = true;
            refusing = true;
            changed.signalAll();
            matches = requests.matches();
        } finally {
            lock.unlock();
        }
        matches.forEach(this::withdraw);
        reading.wakeBackground();
    }

    /** Waits for the end of the session, except on the thread that reads. */
    void awaitEnd(long timeoutMillis) {
        if (!reading.isReader()) {
            ended.copy()
                    .completeOnTimeout(null, timeoutMillis, TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    // What follows is called by the background thread.

    /**
     * The session is open on this connection: everything without an outcome is sent, again or for the first time.
     *
     * @param early what came with the opening: events, told again before any other
     */
    void attached(Connection fresh, List<Reply> early) {
        lock.lock();
        try {
            connection = fresh;
            wasAttached = true;
            requests.repeat(fresh);
        } finally {
            lock.unlock();
        }
        happened(early);
        fresh.flush();
        reading.opened(fresh);
        opened.complete(this);
    }

    /** The connection is gone. */
    void detached() {
        lock.lock();
        try {
            connection = null;
        } finally {
            lock.unlock();
        }
        reading.closed();
    }

    /**
     * Replies have come. Called by the thread that reads.
     *
     * @throws SessionEnded if the session is over
     * @throws IOException if the space says farewell
     */
    void answered(Connection from, List<Reply> replies) throws IOException {
        deliveries.answered(from, replies);
    }

    /** Whether this is the present connection. Called with the lock. */
    boolean isOn(Connection some) {
        return some == connection;
    }

    /** The space has confirmed the end of the session. */
    void closeConfirmed() {
        loop.closed();
    }

    /** Something was finished that others may wait for. Called with the lock. */
    void signalChange() {
        changed.signalAll();
    }

    /** Events may have come. */
    void happened(List<Reply> replies) {
        long upTo = events.arrived(replies);
        if (upTo > 0) {
            lock.lock();
            try {
                requests.eventsArrived(upTo);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Sends acknowledgements if they have waited long enough. Answers when to look again, in nanoseconds. */
    long acknowledge() {
        return acknowledge(requests.patienceNanos());
    }

    /** Sends acknowledgements if they have waited for this long. Answers when to look again, in nanoseconds. */
    long acknowledge(long patience) {
        Connection target;
        long left;
        lock.lock();
        try {
            target = connection;
            left = requests.acknowledge(target, patience);
        } finally {
            lock.unlock();
        }
        if (left > 0 || target == null) {
            return left;
        }
        target.flush();
        return patience;
    }

    /** Whether the session is to be closed. */
    boolean isClosing() {
        return closing;
    }

    /** Whether no request is without its outcome. */
    boolean isQuiet() {
        lock.lock();
        try {
            return requests.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the time is over or the session is to be closed. */
    void pause(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!closing && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The session is over: whatever has no outcome fails. */
    void end(Exception reason) {
        List<PendingRequest> failing;
        List<String> returned;
        lock.lock();
        try {
            if (over != null) {
                return;
            }
            over = reason;
            refusing = true;
            connection = null;
            failing = requests.giveUp();
            returned = closing ? List.of() : requests.unconfirmedTakes();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (wasAttached && !isClosing()) {
            LOG.log(System.Logger.Level.WARNING, "session with {0} lost: {1}", address, reason.getMessage());
        }
        opened.completeExceptionally(neverSent());
        for (PendingRequest request : failing) {
            if (request.sessionHadEnded) {
                request.sink.failed(new ConnectException("the session had ended; nothing happened"));
            } else {
                request.sink.failed(request.transmissions == 0 ? neverSent() : lost(request, reason, returned));
            }
        }
        events.end(reason);
        ended.complete(null);
    }

    private void awaitRoom(long bytes) {
        while (!requests.haveRoom(bytes) && over == null && !closing && !reading.isReader()) {
            changed.awaitUninterruptibly();
        }
    }

    private ConnectException neverSent() {
        Exception reason = over();
        String why = reason == null ? "its client was closed" : String.valueOf(reason.getMessage());
        return new ConnectException("no connection to " + address + ": " + why + "; nothing happened", reason);
    }

    private SessionLost lost(PendingRequest request, Exception reason, List<String> returned) {
        var message = new StringBuilder("lost the session with ")
                .append(address)
                .append(" (")
                .append(reason.getMessage())
                .append("); the outcome of ")
                .append(request)
                .append(" is unknown");
        if (!returned.isEmpty()) {
            message.append("; taken before and possibly back in the space: ").append(String.join(", ", returned));
        }
        return new SessionLost(message.toString(), reason);
    }
}
