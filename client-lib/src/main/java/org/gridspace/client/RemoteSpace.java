package org.gridspace.client;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.rmi.MarshalledObject;
import java.rmi.RemoteException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import net.jini.core.event.EventRegistration;
import net.jini.core.event.RemoteEventListener;
import net.jini.core.lease.Lease;
import net.jini.core.transaction.Transaction;
import net.jini.id.ReferentUuid;
import net.jini.id.ReferentUuids;
import net.jini.id.Uuid;
import net.jini.id.UuidFactory;
import net.jini.space.JavaSpace05;
import net.jini.space.MatchSet;
import org.gridspace.entry.PackedEntry;
import org.gridspace.wire.MatchKind;
import org.jspecify.annotations.Nullable;

/**
 * The proxy of a space: {@code JavaSpace05} over the process's shared {@link SpaceClient}. Two are equal if they are of the same
 * space. A serialized one carries the space's address only. Thread-safe.
 *
 * <p>Beyond the JavaSpaces specification:
 * <ul>
 *   <li>entries of one class are taken in the order in which they were written;
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
public final class RemoteSpace implements JavaSpace05, ReferentUuid, Serializable {
    private static final long serialVersionUID = 1L;

    private final SpaceAddress address;

    /** A proxy; it connects when it is first used. */
    public RemoteSpace(SpaceAddress address) {
        this.address = address;
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

    @Override
    public Uuid getReferentUuid() {
        return UuidFactory.create(
                address.spaceId().getMostSignificantBits(), address.spaceId().getLeastSignificantBits());
    }

    @Override
    public Lease write(Entry entry, @Nullable Transaction transaction, long lease) throws RemoteException {
        refuseTransaction(transaction);
        SpaceClient.requireEntry(entry);
        Durations.lease(lease);
        return Outcomes.await(client().writeAwaited(entry, lease));
    }

    @Override
    public @Nullable Entry read(@Nullable Entry template, @Nullable Transaction transaction, long timeout)
            throws UnusableEntryException, InterruptedException, RemoteException {
        return match(MatchKind.READ, template, transaction, timeout);
    }

    @Override
    public @Nullable Entry readIfExists(@Nullable Entry template, @Nullable Transaction transaction, long timeout)
            throws UnusableEntryException, InterruptedException, RemoteException {
        return match(MatchKind.READ_IF_EXISTS, template, transaction, timeout);
    }

    @Override
    public @Nullable Entry take(@Nullable Entry template, @Nullable Transaction transaction, long timeout)
            throws UnusableEntryException, InterruptedException, RemoteException {
        return match(MatchKind.TAKE, template, transaction, timeout);
    }

    @Override
    public @Nullable Entry takeIfExists(@Nullable Entry template, @Nullable Transaction transaction, long timeout)
            throws UnusableEntryException, InterruptedException, RemoteException {
        return match(MatchKind.TAKE_IF_EXISTS, template, transaction, timeout);
    }

    private @Nullable Entry match(
            MatchKind kind, @Nullable Entry template, @Nullable Transaction transaction, long timeout)
            throws UnusableEntryException, InterruptedException, RemoteException {
        refuseTransaction(transaction);
        Durations.timeout(timeout);
        PackedEntry packed = pack(template);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Optional<PackedEntry> found = Outcomes.await(client().matchAwaited(kind, packed, timeout));
        return found.isPresent() ? SpaceClients.codec().unpack(found.get()) : null;
    }

    /** The entry packed once, for use in its place with this space and in this process; null stays null. */
    @Override
    public @Nullable Entry snapshot(@Nullable Entry entry) {
        return entry == null ? null : new SnapshotEntry(address.spaceId(), pack(entry));
    }

    private PackedEntry pack(@Nullable Entry entry) {
        return SpaceClient.pack(entry, address.spaceId(), SpaceClients.codec());
    }

    @Override
    public EventRegistration notify(
            @Nullable Entry template,
            @Nullable Transaction transaction,
            RemoteEventListener listener,
            long lease,
            @Nullable MarshalledObject handback) {
        throw new UnsupportedOperationException("notify is not available in this version");
    }

    @Override
    public List write(List entries, @Nullable Transaction transaction, List leases) {
        throw new UnsupportedOperationException("writing a batch is not available in this version");
    }

    @Override
    public Collection take(Collection templates, @Nullable Transaction transaction, long timeout, long maxEntries) {
        throw new UnsupportedOperationException("taking a batch is not available in this version");
    }

    @Override
    public MatchSet contents(Collection templates, @Nullable Transaction transaction, long lease, long maxEntries) {
        throw new UnsupportedOperationException("contents is not available in this version");
    }

    @Override
    public EventRegistration registerForAvailabilityEvent(
            Collection templates,
            @Nullable Transaction transaction,
            boolean visibilityOnly,
            RemoteEventListener listener,
            long lease,
            @Nullable MarshalledObject handback) {
        throw new UnsupportedOperationException("availability events are not available in this version");
    }

    private static void refuseTransaction(@Nullable Transaction transaction) {
        if (transaction != null) {
            throw new UnsupportedOperationException("transactions are not available in this version");
        }
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
