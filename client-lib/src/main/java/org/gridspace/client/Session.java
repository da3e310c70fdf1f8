package org.gridspace.client;

import java.io.IOException;
import java.rmi.ConnectException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.gridspace.entry.EntryType;
import org.gridspace.failure.SessionLost;
import org.gridspace.wire.FoundEntry;
import org.gridspace.wire.RefusalCode;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * One session with a space, from its opening to its end; it outlives connections. Keeps every request that has no outcome yet and
 * repeats it under the same number on the next connection, so that it takes effect once. Thread-safe: everything mutable is
 * guarded by {@link #lock}; sinks are called outside of it.
 *
 * <p>A request is <em>finished</em>, and then acknowledged, only after its sink has got the outcome.
 */
final class Session {
    private static final System.Logger LOG = System.getLogger(Session.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    /** How many bytes of entries may be on their way before those who write more have to wait. */
    private static final long MAX_BYTES_UNDERWAY = 16 << 20;
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
    private final Map<Long, PendingRequest> pending = new LinkedHashMap<>();
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final EventInbox events = new EventInbox();
    private long lastSequence = OPENING;
    private long bytesUnderway;
    private @Nullable Connection connection;
    private boolean wasAttached;
    /** How many requests have no outcome yet that no caller waits for. Written under the lock. */
    private volatile int unattended;
    /** Written under the lock. */
    private volatile boolean closing;

    private boolean finishedLately;
    private final long patienceNanos;
    /** When the background thread looks after the acknowledgements again. */
    private long looksAgainNanos = System.nanoTime();

    private @Nullable Exception over;
    private volatile boolean refusing;

    private Session(SpaceAddress address, ClientConfig config, Connector connector) {
        this.address = address;
        this.loop = new SessionLoop(this, config, connector);
        this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(config.acknowledgeMillis());
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
        return unattended > 0 || closing || events.areExpected();
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
                sequence = lastSequence + 1;
                var added = new PendingRequest(request.apply(sequence), sink, bytes);
                if (target != null) {
                    transmit(added, target);
                }
                lastSequence = sequence;
                bytesUnderway += bytes;
                pending.put(sequence, added);
                if (!sink.isAwaited()) {
                    unattended = unattended + 1;
                }
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
            PendingRequest match = pending.get(sequence);
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
            deliver(unsent, new Reply.Withdrawn(sequence), null);
        } else if (ask) {
            submit(number -> new Request.Withdraw(number, sequence), 0, ReplySink.NONE, true);
        }
    }

    /** Begins to end the session in good order: what waits is withdrawn, and what was taken stays taken. */
    void close() {
        List<Long> matches = new ArrayList<>();
        lock.lock();
        try {
            if (over != null) {
                return;
            }
            closing = true;
            refusing = true;
            changed.signalAll();
            pending.forEach((sequence, request) -> {
                if (request.isMatch()) {
                    matches.add(sequence);
                }
            });
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
            acknowledgements.repeat();
            for (PendingRequest request : pending.values()) {
                if (!request.delivered) {
                    transmit(request, fresh);
                }
            }
            addAcknowledgements(fresh);
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
        var found = new ArrayList<Delivery>(replies.size());
        IOException end = claim(from, replies, found);
        int delivered = 0;
        try {
            happened(replies);
            for (Delivery one : found) {
                if (one.isClaimed) {
                    one.accepted = one.request.sink.answered(one.reply, one.type, one.request.sentAtMillis);
                } else {
                    askForTypes(one.request, one.reply);
                }
                delivered++;
            }
        } finally {
            finish(found, delivered);
        }
        if (end != null) {
            throw end;
        }
    }

    /** Finds the requests that these are the replies of, up to one that ends the connection: the result says why it does. */
    private @Nullable IOException claim(Connection from, List<Reply> replies, List<Delivery> found) {
        lock.lock();
        try {
            for (Reply reply : replies) {
                PendingRequest request = pending.get(reply.sequence());
                if (reply instanceof Reply.Farewell farewell) {
                    return SessionLoop.farewell(farewell);
                } else if (reply.sequence() == OPENING) {
                    loop.closed();
                } else if (request != null) { // otherwise a repeated request was answered twice
                    if (from == connection) {
                        acknowledgements.confirmed(request.acknowledgement);
                    }
                    if (reply instanceof Reply.Refused refused && refused.reason() == RefusalCode.SESSION_ENDED) {
                        request.sessionHadEnded = request.transmissions == 1;
                        return new SessionEnded("the space has ended it");
                    }
                    EntryType type = reply instanceof Reply.Found match ? types.known(match.typeId()) : null;
                    boolean clear = type != null || knowsTypes(entries(reply)) && !(reply instanceof Reply.Found);
                    if (!clear || claim(request)) {
                        found.add(new Delivery(request, reply, type, clear));
                    }
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void askForTypes(PendingRequest request, Reply reply) {
        if (reply instanceof Reply.Found found) {
            types.with(found.typeId(), type -> deliver(request, reply, type), problem -> abandon(request, problem));
        } else {
            types.withAll(
                    entries(reply).stream().map(FoundEntry::typeId).toList(),
                    known -> deliver(request, reply, null),
                    problem -> abandon(request, problem));
        }
    }

    private boolean knowsTypes(List<FoundEntry> entries) {
        for (FoundEntry entry : entries) {
            if (types.known(entry.typeId()) == null) {
                return false;
            }
        }
        return true;
    }

    /** The entries of a reply that has several. */
    private static List<FoundEntry> entries(Reply reply) {
        if (reply instanceof Reply.FoundBatch batch) {
            return batch.entries();
        }
        return reply instanceof Reply.ContentsPage page ? page.entries() : List.of();
    }

    private void happened(List<Reply> replies) {
        long upTo = events.arrived(replies);
        if (upTo > 0) {
            lock.lock();
            try {
                acknowledgements.eventsArrived(upTo);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Sends acknowledgements if they have waited long enough. Answers when to look again, in nanoseconds. */
    long acknowledge() {
        return acknowledge(patienceNanos);
    }

    /** Sends acknowledgements if they have waited for this long. Answers when to look again, in nanoseconds. */
    long acknowledge(long patienceNanos) {
        Connection target;
        lock.lock();
        try {
            target = connection;
            long now = System.nanoTime();
            long left = Long.MAX_VALUE;
            if (target != null && acknowledgements.isWaiting()) {
                left = patienceNanos - (now - acknowledgements.waitingSinceNanos());
            } else if (finishedLately) {
                left = patienceNanos; // there will soon be more
            }
            if (left > 0 || target == null) {
                finishedLately = false;
                looksAgainNanos = now + Math.min(left, Long.MAX_VALUE >> 1);
                return left;
            }
            addAcknowledgements(target);
            looksAgainNanos = now + patienceNanos;
        } finally {
            lock.unlock();
        }
        target.flush();
        return patienceNanos;
    }

    /** Whether the session is to be closed. */
    boolean isClosing() {
        return closing;
    }

    /** Whether no request is without its outcome. */
    boolean isQuiet() {
        lock.lock();
        try {
            return pending.isEmpty();
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
            unattended = 0;
            failing = new ArrayList<>(pending.values());
            failing.removeIf(request -> request.delivered);
            failing.forEach(request -> request.delivered = true);
            pending.clear();
            returned = closing ? List.of() : acknowledgements.unconfirmedTakes();
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

    /** Gives an outcome to whom it belongs; only then it counts as finished. */
    private void deliver(PendingRequest request, Reply reply, @Nullable EntryType type) {
        if (claim(request)) {
            var delivery = new Delivery(request, reply, type, true);
            int delivered = 0;
            try {
                delivery.accepted = request.sink.answered(reply, type, request.sentAtMillis);
                delivered = 1;
            } finally {
                finish(List.of(delivery), delivered);
            }
        }
    }

    /** Notes what has been delivered; what was claimed and has not been fails with the session. */
    private void finish(List<Delivery> deliveries, int delivered) {
        boolean late = false;
        lock.lock();
        try {
            for (int i = 0; i < deliveries.size(); i++) {
                Delivery one = deliveries.get(i);
                if (!one.isClaimed) {
                    continue;
                } else if (i >= delivered) {
                    one.request.delivered = false;
                } else if (one.accepted) { // otherwise it stays, and holds back the floor of the acknowledgements
                    pending.remove(one.request.request.sequence());
                    acknowledgements.finished(one.request.request.sequence(), one.took(), one.type, one.entryId());
                    finishedLately = true;
                }
                bytesUnderway -= one.request.bytes;
            }
            if (acknowledgements.isWaiting()
                    && looksAgainNanos - acknowledgements.waitingSinceNanos() > patienceNanos) {
                looksAgainNanos = acknowledgements.waitingSinceNanos() + patienceNanos;
                late = true;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (late) {
            reading.wakeBackground();
        }
    }

    /** Nobody can understand the outcome: it isn't acknowledged, and what was taken goes back when the session ends. */
    private void abandon(PendingRequest request, Exception problem) {
        if (claim(request)) {
            request.sink.failed(problem);
        }
    }

    /** Whether the caller is the one who completes the request. */
    private boolean claim(PendingRequest request) {
        lock.lock();
        try {
            boolean first = !request.delivered && pending.get(request.request.sequence()) == request;
            request.delivered |= first;
            if (first && !request.sink.isAwaited()) {
                unattended = unattended - 1;
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(long bytes) {
        while (bytes > 0
                && bytesUnderway > 0
                && bytesUnderway + bytes > MAX_BYTES_UNDERWAY
                && over == null
                && !closing
                && !reading.isReader()) {
            changed.awaitUninterruptibly();
        }
    }

    /** Adds a request to what the connection sends, after the acknowledgements that wait: they travel together. */
    private void transmit(PendingRequest request, Connection target) {
        if (acknowledgements.isPressing()) {
            addAcknowledgements(target);
        }
        target.add(request.transmissions == 0 ? request.request : request.again());
        request.transmissions++;
        request.acknowledgement = acknowledgements.lastNumber();
        request.sentAtMillis = System.currentTimeMillis();
    }

    private void addAcknowledgements(Connection target) {
        long floor = (pending.isEmpty()
                        ? lastSequence + 1
                        : pending.keySet().iterator().next())
                - 1;
        for (Request next = acknowledgements.next(floor); next != null; next = acknowledgements.next(floor)) {
            target.add(next);
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
