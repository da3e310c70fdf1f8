package org.gridspace.client;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.rmi.MarshalException;
import java.rmi.MarshalledObject;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jini.admin.Administrable;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import net.jini.core.event.EventRegistration;
import net.jini.core.event.RemoteEventListener;
import net.jini.core.lease.Lease;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionException;
import net.jini.entry.UnusableEntriesException;
import net.jini.id.ReferentUuid;
import net.jini.id.ReferentUuids;
import net.jini.id.Uuid;
import net.jini.id.UuidFactory;
import net.jini.space.JavaSpace05;
import net.jini.space.MatchSet;
import org.gridspace.codec.UnstorableValue;
import org.gridspace.entry.PackedEntry;
import org.gridspace.wire.EventKind;
import org.gridspace.wire.MatchKind;
import org.gridspace.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * The proxy of a space: {@code JavaSpace05} over the process's shared {@link SpaceClient}. Two are equal if they are of the same
 * space. A serialized one carries the space's address and how to administer it. Thread-safe.
 *
 * <p>Beyond the JavaSpaces specification:
 * <ul>
 *   <li>entries of one class are taken in the order in which they were written;
 *   <li>a {@link MarshalException} means that a field's value can't be serialized, and nothing happened;
 *   <li>a {@link java.rmi.ConnectException} means that nothing happened and that a retry is safe; any other
 *       {@link RemoteException} means that the outcome is unknown, which only happens when the session was lost
 *       ({@link org.gridspace.failure.SessionLost} is its cause then), except {@link RequestRefused} as its cause: nothing
 *       happened;
 *   <li>an interrupted read or take is withdrawn from the space first: if it has found its entry all the same, that is returned
 *       and the thread's interrupt flag set again;
 *   <li>{@code Lease.ANY} is 24 hours, a lease of 0 ends before anybody sees the entry, and {@code Lease.FOREVER} is granted.
 * </ul>
 */
@SuppressWarnings("rawtypes")
public final class RemoteSpace implements JavaSpace05, Administrable, ReferentUuid, Serializable {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(RemoteSpace.class.getName());

    private final SpaceAddress address;
    private final @Nullable SpaceControl control;

    /** A proxy; it connects when it is first used. */
    public RemoteSpace(SpaceAddress address) {
        this(address, null);
    }

    /**
     * The proxy that a host registers.
     *
     * @param control how administrators call the host
     */
    public RemoteSpace(SpaceAddress address, @Nullable SpaceControl control) {
        this.address = address;
        this.control = control;
    }

    /** Which space, and where. */
    public SpaceAddress address() {
        return address;
    }

    /**
     * The process's shared client of this space, connected now if there is none yet.
     *
     * @throws java.rmi.ConnectException if the space can't be reached
     */
    public SpaceClient client() throws RemoteException {
        return Outcomes.shared(address);
    }

    /** The same space with records, queries and futures. */
    public TypedSpace typed() {
        return TypedSpace.of(this);
    }

    @Override
    public Uuid getReferentUuid() {
        return UuidFactory.create(
                address.spaceId().getMostSignificantBits(), address.spaceId().getLeastSignificantBits());
    }

    /** A {@code JavaSpaceAdmin}: serializable, and equal to every other of this space. Makes no remote call. */
    @Override
    public Object getAdmin() {
        return new SpaceAdmin(this, control);
    }

    @Override
    public Lease write(Entry entry, @Nullable Transaction transaction, long lease)
            throws TransactionException, RemoteException {
        PackedEntry packed = pack(SpaceClient.requireEntry(entry));
        Durations.lease(lease);
        SpaceClient client = client();
        long number = Enlistment.numberOf(transaction, client);
        return Outcomes.awaitUnder(client.write(packed, lease, number, true));
    }

    @Override
    public @Nullable Entry read(@Nullable Entry template, @Nullable Transaction transaction, long timeout)
            throws UnusableEntryException, TransactionException, InterruptedException, RemoteException {
        return match(MatchKind.READ, template, transaction, timeout);
    }

    @Override
    public @Nullable Entry readIfExists(@Nullable Entry template, @Nullable Transaction transaction, long timeout)
            throws UnusableEntryException, TransactionException, InterruptedException, RemoteException {
        return match(MatchKind.READ_IF_EXISTS, template, transaction, timeout);
    }

    @Override
    public @Nullable Entry take(@Nullable Entry template, @Nullable Transaction transaction, long timeout)
            throws UnusableEntryException, TransactionException, InterruptedException, RemoteException {
        return match(MatchKind.TAKE, template, transaction, timeout);
    }

    @Override
    public @Nullable Entry takeIfExists(@Nullable Entry template, @Nullable Transaction transaction, long timeout)
            throws UnusableEntryException, TransactionException, InterruptedException, RemoteException {
        return match(MatchKind.TAKE_IF_EXISTS, template, transaction, timeout);
    }

    private @Nullable Entry match(
            MatchKind kind, @Nullable Entry template, @Nullable Transaction transaction, long timeout)
            throws UnusableEntryException, TransactionException, InterruptedException, RemoteException {
        Durations.timeout(timeout);
        PackedEntry packed = pack(template);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        SpaceClient client = client();
        long number = Enlistment.numberOf(transaction, client);
        Optional<PackedEntry> found =
                Outcomes.awaitMatch(client.matchAwaited(kind, new PackedTemplate(packed), timeout, number));
        return found.isPresent() ? SpaceClients.codec().unpack(found.get()) : null;
    }

    /** The entry packed once, for use in its place with this space; null stays null. It can be serialized, for use with this space elsewhere. */
    @Override
    public @Nullable Entry snapshot(@Nullable Entry entry) throws MarshalException {
        return entry == null ? null : new SnapshotEntry(address.spaceId(), pack(entry));
    }

    /** What can't be serialized is a MarshalException, as JavaSpace05 demands of all its methods. */
    private PackedEntry pack(@Nullable Entry entry) throws MarshalException {
        try {
            return SpaceClient.pack(entry, address.spaceId(), SpaceClients.codec());
        } catch (UnstorableValue e) {
            throw new MarshalException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The same in the guise of an {@link Entry}, without unpacking it. */
    Entry snapshotOf(PackedEntry entry) {
        return new SnapshotEntry(address.spaceId(), entry);
    }

    /**
     * Registers a listener, which is called from this process: in its serialized form if that is of another class, such as
     * the stub of an exported listener, otherwise as it is, exported or not. The events of one registration come one after the other
     * in their order; a gap in their sequence numbers means that more came than a listener's queue holds (10,000 events). A {@code
     * RemoteException} of the listener has the event delivered again, ever more rarely, until the lease ends; {@code
     * UnknownEventException} and {@code NoSuchObjectException} cancel the registration. The registration ends with the session of this
     * process; its lease is unknown to the space then.
     */
    @Override
    public EventRegistration notify(
            @Nullable Entry template,
            @Nullable Transaction transaction,
            RemoteEventListener listener,
            long lease,
            @Nullable MarshalledObject handback)
            throws TransactionException, RemoteException {
        Objects.requireNonNull(listener, "no listener");
        Durations.lease(lease);
        return register(EventKind.WRITTEN, List.of(template(template)), transaction, listener, lease, handback);
    }

    /**
     * Writes entries, all or none; more than a frame holds travel under a transaction of their own.
     *
     * @throws NullPointerException if a list or an element is null
     * @throws IllegalArgumentException if there is no entry, not one lease for each, something is no {@code Entry} or no {@code
     *     Long}, or a lease is negative and not {@code Lease.ANY}: nothing was written
     */
    @Override
    public List write(List entries, @Nullable Transaction transaction, List leases)
            throws TransactionException, RemoteException {
        List<Long> durations = BatchArguments.leases(entries, leases);
        List<PackedEntry> packed = new ArrayList<>(durations.size());
        for (Entry entry : BatchArguments.entries(entries)) {
            packed.add(pack(entry));
        }
        SpaceClient client = client();
        long number = Enlistment.numberOf(transaction, client);
        return new ArrayList<>(Outcomes.awaitUnder(client.writeAllAwaited(packed, durations, number)));
    }

    /**
     * Takes entries, waiting for the first. The collection is the caller's. An interrupt while it waits ends the wait: without an
     * entry in a {@link RemoteException}; the thread's interrupt flag stays set.
     */
    @Override
    public Collection take(Collection templates, @Nullable Transaction transaction, long timeout, long maxEntries)
            throws UnusableEntriesException, TransactionException, RemoteException {
        List<PackedTemplate> packed = templates(templates);
        Durations.timeout(timeout);
        Durations.limit(maxEntries);
        SpaceClient client = client();
        long number = Enlistment.numberOf(transaction, client);
        List<PackedEntry> taken = Outcomes.awaitUnder(client.takeAllAwaited(packed, timeout, maxEntries, number))
                .orElse(List.of());
        var usable = new ArrayList<Entry>(taken.size());
        var unusable = new ArrayList<UnusableEntryException>();
        for (PackedEntry entry : taken) {
            try {
                usable.add(SpaceClients.codec().unpack(entry));
            } catch (UnusableEntryException e) {
                unusable.add(e);
            }
        }
        if (!unusable.isEmpty()) {
            throw new UnusableEntriesException(
                    unusable.size() + " of " + taken.size() + " entries that were taken can't be unpacked here",
                    usable,
                    unusable);
        }
        return usable;
    }

    /** The entries that are visible now, oldest first. Without a transaction they are fetched in pages, ahead of need. */
    @Override
    public MatchSet contents(Collection templates, @Nullable Transaction transaction, long lease, long maxEntries)
            throws TransactionException, RemoteException {
        List<PackedTemplate> packed = templates(templates);
        Durations.positiveLease(lease);
        Durations.limit(maxEntries);
        SpaceClient client = client();
        long number = Enlistment.numberOf(transaction, client);
        return new RemoteMatchSet(this, Outcomes.awaitUnder(client.contentsPacked(packed, lease, maxEntries, number)));
    }

    /** Registers a listener as {@link #notify} does, for entries that become available; the events are {@link EntryAvailable}. */
    @Override
    public EventRegistration registerForAvailabilityEvent(
            Collection templates,
            @Nullable Transaction transaction,
            boolean visibilityOnly,
            RemoteEventListener listener,
            long lease,
            @Nullable MarshalledObject handback)
            throws TransactionException, RemoteException {
        List<PackedTemplate> packed = templates(templates);
        Objects.requireNonNull(listener, "no listener");
        Durations.positiveLease(lease);
        EventKind kind = visibilityOnly ? EventKind.VISIBLE : EventKind.AVAILABLE;
        return register(kind, packed, transaction, listener, lease, handback);
    }

    private EventRegistration register(
            EventKind kind,
            List<PackedTemplate> templates,
            @Nullable Transaction transaction,
            RemoteEventListener listener,
            long lease,
            @Nullable MarshalledObject handback)
            throws TransactionException, RemoteException {
        SpaceClient client = client();
        long number = Enlistment.numberOf(transaction, client);
        var receiver = new ListenerReceiver(this, listener, handback);
        Registration registration =
                Outcomes.awaitUnder(client.registerPacked(kind, templates, lease, receiver, number));
        if (receiver.isStub() && number == 0) {
            offerStub(client, registration.id(), receiver);
        }
        return new EventRegistration(registration.id(), this, registration.lease(), registration.sequenceNumber());
    }

    /** A space that was told to call listeners itself does so once this process is gone; any other ignores it. */
    private static void offerStub(SpaceClient client, long registration, ListenerReceiver receiver) {
        try {
            byte[] listener = receiver.listenerBytes();
            byte[] handback = receiver.handbackBytes();
            if (listener.length <= WireLimits.LISTENER_BYTES && handback.length <= WireLimits.LISTENER_BYTES) {
                client.deliverDirectly(registration, listener, handback);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a listener can only be called from here: {0}", e.toString());
        }
    }

    private PackedTemplate template(@Nullable Entry template) throws MarshalException {
        return template == null ? PackedTemplate.ANY : new PackedTemplate(pack(template));
    }

    private List<PackedTemplate> templates(Collection templates) throws MarshalException {
        var packed = new ArrayList<PackedTemplate>();
        for (Entry template : BatchArguments.templates(templates)) {
            packed.add(template(template));
        }
        return PackedTemplate.checked(packed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return ReferentUuids.compare(this, other);
    }

    @Override
    public int hashCode() {
        return getReferentUuid().hashCode();
    }

    @Override
    public String toString() {
        return "space " + address;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (address == null) {
            throw new InvalidObjectException("a space without an address");
        }
    }
}
