package org.gridspace.client;

import java.io.Serializable;
import java.rmi.MarshalledObject;
import java.rmi.RemoteException;
import java.util.Collection;
import java.util.List;
import net.jini.core.entry.Entry;
import net.jini.core.event.EventRegistration;
import net.jini.core.event.RemoteEventListener;
import net.jini.core.lease.Lease;
import net.jini.core.transaction.Transaction;
import net.jini.id.ReferentUuid;
import net.jini.id.Uuid;
import net.jini.space.JavaSpace05;
import net.jini.space.MatchSet;
import org.jspecify.annotations.Nullable;

/** The proxy of a space. Thread-safe and serializable. */
@SuppressWarnings({"rawtypes", "serial"})
public final class RemoteSpace implements JavaSpace05, ReferentUuid, Serializable {
    private static final long serialVersionUID = 1L;
    private final SpaceAddress address;

    /** A proxy; connects at its first use. */
    public RemoteSpace(SpaceAddress address) {
        this.address = address;
    }

    /** Which space. */
    public SpaceAddress address() {
        return address;
    }

    /** The process's shared client of this space. */
    public SpaceClient client() throws RemoteException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uuid getReferentUuid() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Lease write(Entry entry, @Nullable Transaction transaction, long lease) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Entry read(@Nullable Entry template, @Nullable Transaction transaction, long timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Entry readIfExists(@Nullable Entry template, @Nullable Transaction transaction, long timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Entry take(@Nullable Entry template, @Nullable Transaction transaction, long timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Entry takeIfExists(@Nullable Entry template, @Nullable Transaction transaction, long timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Entry snapshot(@Nullable Entry entry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventRegistration notify(
            @Nullable Entry template,
            @Nullable Transaction transaction,
            RemoteEventListener listener,
            long lease,
            @Nullable MarshalledObject handback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List write(List entries, @Nullable Transaction transaction, List leases) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Collection take(Collection templates, @Nullable Transaction transaction, long timeout, long maxEntries) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MatchSet contents(Collection templates, @Nullable Transaction transaction, long lease, long maxEntries) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventRegistration registerForAvailabilityEvent(
            Collection templates,
            @Nullable Transaction transaction,
            boolean visibilityOnly,
            RemoteEventListener listener,
            long lease,
            @Nullable MarshalledObject handback) {
        throw new UnsupportedOperationException();
    }
}
