package org.gridspace.client;

import java.rmi.RemoteException;
import java.util.concurrent.CompletableFuture;
import net.jini.core.lease.Lease;
import net.jini.core.lease.LeaseDeniedException;
import net.jini.core.lease.LeaseMap;
import net.jini.core.lease.UnknownLeaseException;

/** The lease of an entry. Thread-safe. */
public final class EntryLease implements Lease {
    EntryLease() {}

    @Override
    public long getExpiration() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cancel() throws UnknownLeaseException, RemoteException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void renew(long duration) throws LeaseDeniedException, UnknownLeaseException, RemoteException {
        throw new UnsupportedOperationException();
    }

    /**
     * Renews without waiting. Fails with {@link UnknownLeaseException} when the entry is gone, otherwise as the methods of
     * {@link SpaceClient} do.
     */
    public CompletableFuture<Void> renewAsync(long durationMillis) {
        throw new UnsupportedOperationException();
    }

    /** Cancels without waiting; fails like {@link #renewAsync}. */
    public CompletableFuture<Void> cancelAsync() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setSerialFormat(int format) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getSerialFormat() {
        throw new UnsupportedOperationException();
    }

    @Override
    public LeaseMap createLeaseMap(long duration) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean canBatch(Lease lease) {
        throw new UnsupportedOperationException();
    }
}
