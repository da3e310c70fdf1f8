package org.gridspace.client;

import java.io.IOException;
import java.rmi.ConnectException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import org.gridspace.codec.EntryCodec;
import org.gridspace.entry.PackedEntry;
import org.gridspace.wire.EventKind;
import org.gridspace.wire.LeaseKind;
import org.gridspace.wire.MatchKind;
import org.gridspace.wire.NewEntry;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * A program's asynchronous way into one space: one connection, one session. Requests are pipelined; a connection that breaks is
 * made anew, and what had no outcome is repeated and takes effect once. Thread-safe.
 *
 * <p>Futures are completed on the thread that reads, the client's own or one that waits in a call of the same client: dependent
 * stages must not block, nor may entries' constructors that run while entries are unpacked call the space. They fail with
 * <ul>
 *   <li>{@link ConnectException} if the request was never sent: nothing happened, and a retry is safe;
 *   <li>{@link org.gridspace.failure.SessionLost} if it was sent and the session ended before the outcome was known;
 *   <li>{@link RequestRefused} if the space refused it: nothing happened;
 *   <li>{@code UnusableEntryException} if what was found can't be unpacked here: a plain take has removed it all the same.
 * </ul>
 * When a session has ended, the next request opens a new one. Requests that write wait in the calling thread while more than
 * 16 MiB of entries are on their way.
 */
public final class SpaceClient implements AutoCloseable {
    private static final long CLOSE_MILLIS = 2000;

    private final SpaceAddress address;
    private final ClientConfig config;
    private final Connector connector;
    private final EntryCodec codec;
    private final TransactionCalls transactions = new TransactionCalls(this);
    private volatile Session session;
    private volatile boolean closed;

    private SpaceClient(SpaceAddress address, ClientConfig config) {
        this.address = address;
        this.config = config;
        this.connector = SpaceClients.connector(address);
        this.codec = SpaceClients.codec();
        this.session = Session.start(address, config, connector);
    }

    /**
     * Connects and opens a session, whose lease is 30 s and is renewed as long as this client lives.
     *
     * @throws ConnectException if nobody answers there, or another space does
     */
    public static SpaceClient connect(SpaceAddress address) throws IOException {
        return connect(address, ClientConfig.STANDARD);
    }

    static SpaceClient connect(SpaceAddress address, ClientConfig config) throws IOException {
        var client = new SpaceClient(address, config);
        try {
            client.session.opened().join();
        } catch (CompletionException e) {
            Exception cause = e.getCause() instanceof Exception problem ? problem : e;
            throw new ConnectException(String.valueOf(cause.getMessage()), cause);
        }
        SpaceClients.opened(client);
        return client;
    }

    /** Which space this is a client of. */
    public SpaceAddress address() {
        return address;
    }

    /**
     * Writes an entry, which may be changed again as soon as this returns.
     *
     * @param entry what to write
     * @param leaseMillis how long it stays at most; {@link Lease#FOREVER}, or {@link Lease#ANY} for the server's default of
     *     24 hours
     * @throws IllegalArgumentException if the entry's class isn't fit for an entry, it is too large, or the lease is negative
     */
    public CompletableFuture<SpaceLease> write(Entry entry, long leaseMillis) {
        Durations.lease(leaseMillis);
        return writePacked(pack(requireEntry(entry)), leaseMillis);
    }

    /** As {@link #write}, with an entry that is packed already. */
    public CompletableFuture<SpaceLease> writePacked(PackedEntry entry, long leaseMillis) {
        return write(entry, leaseMillis, 0, false);
    }

    /** As {@link #writePacked(PackedEntry, long)}, under a transaction unless that is 0. */
    CompletableFuture<SpaceLease> writePacked(PackedEntry entry, long leaseMillis, long transaction) {
        return write(entry, leaseMillis, transaction, false);
    }

    /** As {@link #write}, maybe for a caller that waits for the outcome with {@link Outcomes}, at once. */
    CompletableFuture<SpaceLease> write(PackedEntry entry, long leaseMillis, long transaction, boolean awaited) {
        long lease = Durations.lease(leaseMillis);
        if (entry.type().levels().isEmpty()) {
            throw new IllegalArgumentException("the null template is no entry");
        }
        if (leaseMillis == 0) { // is gone before anybody can see it
            return CompletableFuture.completedFuture(
                    new SpaceLease(this, LeaseKind.ENTRY, 0, System.currentTimeMillis()));
        }
        Session target = session();
        var call = new Call<>(
                Reply.Written.class,
                (Reply.Written written, long sent) ->
                        entryLease(written.entryId(), Durations.expiration(sent, written.leaseMillis())));
        if (awaited) {
            call.awaitedIn(target);
        }
        target.typeIds()
                .with(
                        entry.type(),
                        typeId -> call.in(
                                target,
                                entry.fields().length + 1L,
                                sequence -> new Request.Write(
                                        sequence, transaction, new NewEntry(typeId, entry.fields(), lease))),
                        call::failed);
        return call.future();
    }

    /**
     * Reads an entry that matches, waiting for one.
     *
     * @param template what to look for, null for anything
     * @param timeoutMillis how long to wait at most
     */
    public <E extends Entry> PendingMatch<E> read(@Nullable E template, long timeoutMillis) {
        return match(MatchKind.READ, template, timeoutMillis);
    }

    /** Reads an entry that matches, waiting only while every match is locked by a transaction. */
    public <E extends Entry> PendingMatch<E> readIfExists(@Nullable E template, long timeoutMillis) {
        return match(MatchKind.READ_IF_EXISTS, template, timeoutMillis);
    }

    /** Takes an entry that matches, waiting for one. See {@link #read}. */
    public <E extends Entry> PendingMatch<E> take(@Nullable E template, long timeoutMillis) {
        return match(MatchKind.TAKE, template, timeoutMillis);
    }

    /** Takes an entry that matches, waiting only while every match is locked by a transaction. */
    public <E extends Entry> PendingMatch<E> takeIfExists(@Nullable E template, long timeoutMillis) {
        return match(MatchKind.TAKE_IF_EXISTS, template, timeoutMillis);
    }

    /**
     * Takes an entry for a while: it returns to its place unless {@link Held#commit} comes in time. If it can't be unpacked,
     * it is released and the future fails.
     *
     * @param template what to look for, null for anything
     * @param timeoutMillis how long to wait at most
     * @param holdMillis how long it is held unless renewed, 1 or more
     */
    public <E extends Entry> PendingMatch<Held<E>> takeHeld(@Nullable E template, long timeoutMillis, long holdMillis) {
        if (holdMillis <= 0) {
            throw new IllegalArgumentException("a hold of " + holdMillis + " ms");
        }
        return new MatchCall<Held<E>>(
                        session(),
                        MatchKind.TAKE,
                        0,
                        new PackedTemplate(pack(template)),
                        Durations.timeout(timeoutMillis),
                        holdMillis,
                        this::hold)
                .start();
    }

    /** As {@link #read}, packed. */
    public PendingMatch<PackedEntry> readPacked(PackedEntry template, long timeoutMillis) {
        return matchPacked(MatchKind.READ, new PackedTemplate(template), timeoutMillis, 0);
    }

    /** As {@link #take}, packed. */
    public PendingMatch<PackedEntry> takePacked(PackedEntry template, long timeoutMillis) {
        return matchPacked(MatchKind.TAKE, new PackedTemplate(template), timeoutMillis, 0);
    }

    /** As {@link #readPacked} and {@link #takePacked}, for a caller that waits for the outcome with {@link Outcomes}, at once. */
    PendingMatch<PackedEntry> matchAwaited(
            MatchKind kind, PackedTemplate template, long timeoutMillis, long transaction) {
        return packedMatch(kind, template, timeoutMillis, transaction).awaited().start();
    }

    PendingMatch<PackedEntry> matchPacked(
            MatchKind kind, PackedTemplate template, long timeoutMillis, long transaction) {
        return packedMatch(kind, template, timeoutMillis, transaction).start();
    }

    private MatchCall<PackedEntry> packedMatch(
            MatchKind kind, PackedTemplate template, long timeoutMillis, long transaction) {
        return new MatchCall<>(
                session(),
                kind,
                transaction,
                template,
                Durations.timeout(timeoutMillis),
                0,
                (target, entry, hold) -> entry);
    }

    /**
     * Writes entries, all or none. A batch that is larger than a frame (16 MiB or 65,536 entries) travels in several, under a
     * transaction of its own.
     *
     * @param entries what to write, at least one
     * @param leases as many, in milliseconds, as in {@link #write}
     * @param transaction under which transaction, 0 for none
     * @throws IllegalArgumentException if there is no entry, not one lease for each, or a lease is negative
     */
    public CompletableFuture<List<SpaceLease>> writeAllPacked(
            List<PackedEntry> entries, List<Long> leases, long transaction) {
        return writeAll(entries, leases, transaction, false);
    }

    /** As {@link #writeAllPacked}, for a caller that waits for the outcome with {@link Outcomes}, at once. */
    CompletableFuture<List<SpaceLease>> writeAllAwaited(
            List<PackedEntry> entries, List<Long> leases, long transaction) {
        return writeAll(entries, leases, transaction, true);
    }

    private CompletableFuture<List<SpaceLease>> writeAll(
            List<PackedEntry> entries, List<Long> leases, long transaction, boolean awaited) {
        if (entries.isEmpty() || entries.size() != leases.size()) {
            throw new IllegalArgumentException(entries.size() + " entries and " + leases.size() + " leases");
        }
        leases.forEach(Durations::lease);
        return new BatchWrite(this, session(), List.copyOf(entries), List.copyOf(leases)).write(transaction, awaited);
    }

    /**
     * Takes entries that match any of the templates, waiting for the first. An empty outcome means that there was none in time.
     *
     * @param templates 1 to 1024
     * @param timeoutMillis how long to wait at most
     * @param maxEntries how many to take at most, 1 or more; fewer than there are may come if they don't fit into a frame
     * @param transaction under which transaction, 0 for none
     */
    public PendingMatch<List<PackedEntry>> takeAllPacked(
            Collection<PackedTemplate> templates, long timeoutMillis, long maxEntries, long transaction) {
        return takeAll(templates, timeoutMillis, maxEntries, transaction).start();
    }

    /** As {@link #takeAllPacked}, for a caller that waits for the outcome with {@link Outcomes}, at once. */
    PendingMatch<List<PackedEntry>> takeAllAwaited(
            Collection<PackedTemplate> templates, long timeoutMillis, long maxEntries, long transaction) {
        return takeAll(templates, timeoutMillis, maxEntries, transaction)
                .awaited()
                .start();
    }

    private TakeBatchCall takeAll(
            Collection<PackedTemplate> templates, long timeoutMillis, long maxEntries, long transaction) {
        return new TakeBatchCall(
                session(),
                transaction,
                PackedTemplate.checked(templates),
                Durations.timeout(timeoutMillis),
                Durations.limit(maxEntries));
    }

    /**
     * Opens a match set of everything visible that matches any of the templates.
     *
     * @param templates 1 to 1024
     * @param leaseMillis how long the match set stays, 1 or more, or {@link Lease#ANY}
     * @param maxEntries how many entries it has at most, 1 or more
     * @param transaction under which transaction, 0 for none: each entry that is then read is locked for it
     */
    CompletableFuture<OpenContents> contentsPacked(
            Collection<PackedTemplate> templates, long leaseMillis, long maxEntries, long transaction) {
        return OpenContents.open(
                this,
                session(),
                PackedTemplate.checked(templates),
                Durations.positiveLease(leaseMillis),
                Durations.limit(maxEntries),
                transaction);
    }

    /**
     * Registers for events.
     *
     * @param kind of what
     * @param templates 1 to 1024
     * @param leaseMillis how long the registration stays; 0 and {@link Lease#ANY} are as in {@link #write}
     * @param receiver whom the events go to
     * @param transaction under which transaction, 0 for none
     */
    CompletableFuture<Registration> registerPacked(
            EventKind kind,
            Collection<PackedTemplate> templates,
            long leaseMillis,
            EventReceiver receiver,
            long transaction) {
        long lease = Durations.lease(leaseMillis);
        var call = new RegisterCall(this, session(), kind, PackedTemplate.checked(templates), receiver);
        if (leaseMillis == 0) {
            return call.start(transaction, 1).thenApply(registration -> {
                registration.lease().cancelAsync();
                registration.lease().cancelled();
                return registration;
            });
        }
        return call.start(transaction, lease);
    }

    /** Begins a transaction that ends with the session; yields its number. */
    CompletableFuture<Long> begin(long leaseMillis) {
        return new Call<>(Reply.Begun.class, (Reply.Begun begun, long sent) -> begun.transaction())
                .in(session(), 0, sequence -> new Request.Begin(sequence, 0, leaseMillis));
    }

    /** Ends a transaction. */
    CompletableFuture<Void> end(long transaction, boolean commit) {
        return commit
                ? Call.withoutResult(Reply.Committed.class)
                        .in(session(), 0, sequence -> new Request.Commit(sequence, transaction, List.of()))
                : Call.withoutResult(Reply.Done.class)
                        .in(session(), 0, sequence -> new Request.Abort(sequence, transaction));
    }

    /** How many visible entries of each type there are, types that once had some included. */
    public CompletableFuture<List<TypeCount>> census() {
        return new Call<>(
                        Reply.Census.class,
                        (Reply.Census census, long sent) -> census.lines().stream()
                                .map(line -> new TypeCount(line.type(), line.entries()))
                                .toList())
                .in(session(), 0, Request.TakeCensus::new);
    }

    /** Renews a lease, from now; yields the wall clock's milliseconds when it ends. */
    CompletableFuture<Long> renewLease(LeaseKind kind, long id, long leaseMillis) {
        long lease = Durations.lease(leaseMillis);
        Session target = session();
        CompletableFuture<Long> renewal = new Call<>(
                        Reply.Granted.class,
                        (Reply.Granted granted, long sent) -> Durations.expiration(sent, granted.leaseMillis()))
                .in(target, 0, sequence -> new Request.RenewLease(sequence, kind, id, lease));
        if (kind == LeaseKind.REGISTRATION) {
            renewal.whenComplete((end, problem) -> target.events().renewed(id, end, problem));
        }
        return renewal;
    }

    /** Ends a lease. */
    CompletableFuture<Boolean> cancelLease(LeaseKind kind, long id) {
        Session target = session();
        if (kind == LeaseKind.REGISTRATION) {
            target.events().cancelled(id);
        }
        return new Call<>(Reply.Done.class, (Reply.Done done, long sent) -> true)
                .in(target, 0, sequence -> new Request.CancelLease(sequence, kind, id));
    }

    /**
     * Ends the session: waits that are still open fail, what was taken stays taken, holds are released. Waits for that for at
     * most 2 s, except on the client's own thread.
     */
    @Override
    public void close() {
        beginClose();
        awaitClosed(CLOSE_MILLIS);
    }

    /** Begins {@link #close} without waiting. */
    void beginClose() {
        SpaceClients.closed(this);
        synchronized (this) {
            closed = true;
        }
        session.close();
    }

    /** Waits for the end of the session. */
    void awaitClosed(long timeoutMillis) {
        session.awaitEnd(timeoutMillis);
    }

    /** Whether this client was closed. */
    boolean isClosed() {
        return closed;
    }

    /** The session that requests go to now. */
    Session present() {
        return session();
    }

    /** Lets the space call the listener of a registration itself once this session has ended, if it does such things. */
    void deliverDirectly(long registration, byte[] listener, byte[] handback) {
        session()
                .submit(
                        sequence -> new Request.DeliverDirectly(sequence, registration, listener, handback),
                        0,
                        ReplySink.NONE);
    }

    PackedEntry pack(@Nullable Entry entry) {
        return pack(entry, address.spaceId(), codec);
    }

    /** Packs an entry, a template or a snapshot for a space. */
    static PackedEntry pack(@Nullable Entry entry, UUID spaceId, EntryCodec codec) {
        return entry instanceof SnapshotEntry snapshot ? snapshot.packedFor(spaceId) : codec.pack(entry);
    }

    private <E extends Entry> PendingMatch<E> match(MatchKind kind, @Nullable E template, long timeoutMillis) {
        return new MatchCall<E>(
                        session(),
                        kind,
                        0,
                        new PackedTemplate(pack(template)),
                        Durations.timeout(timeoutMillis),
                        0,
                        (target, entry, transaction) -> unpack(entry))
                .start();
    }

    private <E extends Entry> Held<E> hold(Session target, PackedEntry entry, long transaction) throws Exception {
        boolean usable = false;
        try {
            Held<E> held = new Held<>(this, target, transaction, this.<E>unpack(entry));
            usable = true;
            return held;
        } finally {
            if (!usable) {
                target.submit(sequence -> new Request.Abort(sequence, transaction), 0, ReplySink.NONE);
            }
        }
    }

    /** What matches a template of a class is of this class or a subclass of it; the null template's type is the caller's. */
    @SuppressWarnings("unchecked")
    private <E extends Entry> E unpack(PackedEntry entry) throws Exception {
        return (E) codec.unpack(entry);
    }

    /** What concerns transactions as a whole. */
    TransactionCalls transactions() {
        return transactions;
    }

    /** The lease of an entry in this space. */
    SpaceLease entryLease(long entryId, long expiration) {
        return new SpaceLease(this, LeaseKind.ENTRY, entryId, expiration);
    }

    /** The present session; a new one if the last has ended. */
    Session session() {
        Session present = session;
        if (present.isClosed()) {
            synchronized (this) {
                if (session.isClosed() && !closed) {
                    session = Session.start(address, config, connector);
                }
                present = session;
            }
        }
        return present;
    }

    static Entry requireEntry(@Nullable Entry entry) {
        if (entry == null) {
            throw new NullPointerException("no entry to write");
        }
        return entry;
    }
}
