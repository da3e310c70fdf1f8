package org.gridspace.client;

import com.sun.jini.outrigger.AdminIterator;
import java.rmi.RemoteException;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import net.jini.core.lease.Lease;
import net.jini.core.lease.LeaseDeniedException;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionException;
import org.gridspace.wire.LeaseKind;
import org.jspecify.annotations.Nullable;

/**
 * A match set as administrators iterate over it: whoever forgets to close it leaves it to its lease of an hour, which every use renews.
 * Thread-safe.
 */
final class SpaceContents implements AdminIterator {
    private static final long LEASE_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final SpaceClient client;
    private final RemoteMatchSet entries;
    private boolean deletable;
    private boolean closed;

    private SpaceContents(SpaceClient client, RemoteMatchSet entries) {
        this.client = client;
        this.entries = entries;
    }

    /** The entries that match and are visible now. */
    static SpaceContents open(RemoteSpace space, @Nullable Entry template, @Nullable Transaction transaction)
            throws TransactionException, RemoteException {
        RemoteMatchSet entries = (RemoteMatchSet)
                space.contents(Collections.singleton(template), transaction, LEASE_MILLIS, Long.MAX_VALUE);
        return new SpaceContents(space.client(), entries);
    }

    /**
     * The next entry, or null if there is none.
     *
     * @throws IllegalStateException if the iteration was closed
     */
    @Override
    public synchronized @Nullable Entry next() throws UnusableEntryException, RemoteException {
        if (closed) {
            throw new IllegalStateException("the iteration was closed");
        }
        deletable = false;
        renew();
        try {
            Entry entry = entries.next();
            deletable = entry != null;
            return entry;
        } catch (UnusableEntryException e) {
            deletable = true;
            throw e;
        }
    }

    private void renew() throws RemoteException {
        Lease lease = entries.getLease();
        if (lease == null || lease.getExpiration() - System.currentTimeMillis() > LEASE_MILLIS / 2) {
            return;
        }
        try {
            lease.renew(LEASE_MILLIS);
        } catch (UnknownLeaseException | LeaseDeniedException e) {
            throw new RemoteException("The contents can't be read any longer", e);
        }
    }

    /**
     * Removes the entry that {@link #next} returned last, also one that it couldn't unpack, from the space. That takes effect at once, whether the contents are read
     * under a transaction or not, and whoever has the entry locked; nothing happens if it is gone already.
     *
     * @throws IllegalStateException if there is no such entry, or it was deleted before
     */
    @Override
    public synchronized void delete() throws RemoteException {
        if (!deletable) {
            throw new IllegalStateException("next has returned no entry that could be deleted now");
        }
        deletable = false;
        try {
            Outcomes.awaitLease(client.cancelLease(LeaseKind.ENTRY, entries.lastEntryId()));
        } catch (UnknownLeaseException e) {
            return; // somebody has taken it meanwhile, or its lease has ended
        }
    }

    /** Ends the iteration. */
    @Override
    public synchronized void close() throws RemoteException {
        deletable = false;
        closed = true;
        Lease lease = entries.getLease();
        if (lease == null) {
            return;
        }
        try {
            lease.cancel();
        } catch (UnknownLeaseException e) {
            return; // it has ended already
        }
    }
}
