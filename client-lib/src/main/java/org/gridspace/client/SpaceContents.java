package org.gridspace.client;

import com.sun.jini.outrigger.AdminIterator;
import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.util.Collections;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import net.jini.core.lease.Lease;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionException;
import net.jini.space.MatchSet;
import org.jspecify.annotations.Nullable;

/**
 * A match set as administrators iterate over it. Its lease is renewed while it is read and ends when it is closed. Thread-safe.
 */
final class SpaceContents implements AdminIterator {
    private final MatchSet entries;

    private SpaceContents(MatchSet entries) {
        this.entries = entries;
    }

    static SpaceContents open(RemoteSpace space, @Nullable Entry template, @Nullable Transaction transaction)
            throws TransactionException, RemoteException {
        return new SpaceContents(
                space.contents(Collections.singleton(template), transaction, Lease.ANY, Long.MAX_VALUE));
    }

    @Override
    public @Nullable Entry next() throws UnusableEntryException, RemoteException {
        return entries.next();
    }

    @Override
    public void delete() throws RemoteException {
        throw new NoSuchObjectException("later");
    }

    @Override
    public void close() throws RemoteException {
        Lease lease = entries.getLease();
        if (lease != null) {
            try {
                lease.cancel();
            } catch (UnknownLeaseException e) {
                return; // it has ended already
            }
        }
    }
}
