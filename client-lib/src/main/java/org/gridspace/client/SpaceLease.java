package org.gridspace.client;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.rmi.RemoteException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jini.core.lease.Lease;
import net.jini.core.lease.LeaseDeniedException;
import net.jini.core.lease.LeaseMap;
import net.jini.core.lease.UnknownLeaseException;
import org.gridspace.wire.LeaseKind;
import org.jspecify.annotations.Nullable;

/**
 * A lease of a space: of an entry, a transaction, a registration for events or a match set. Its end is told in this machine's wall
 * clock, counted from when the request was sent: the space never ends it earlier. Two are equal if they are about the same thing in
 * the same space; all leases of one space can be batched. Serializable, in both of Jini's formats: whoever gets a copy may renew it
 * from another process. Thread-safe.
 */
public final class SpaceLease implements Lease, Serializable {
    private static final long serialVersionUID = 1L;

    private final SpaceAddress space;
    private final LeaseKind kind;
    private final long id;
    private volatile int serialFormat = DURATION;
    private transient volatile long expiration;
    private transient volatile boolean cancelled;
    private transient volatile @Nullable SpaceClient client;

    SpaceLease(SpaceClient client, LeaseKind kind, long id, long expiration) {
        this.client = client;
        this.space = client.address();
        this.kind = kind;
        this.id = id;
        this.expiration = expiration;
    }

    @Override
    public long getExpiration() {
        return expiration;
    }

    @Override
    public void cancel() throws UnknownLeaseException, RemoteException {
        Outcomes.awaitLease(client().cancelLease(kind, id));
        cancelled();
    }

    /**
     * Renews the lease, from now. A renewal by 0 ends it.
     *
     * @throws IllegalArgumentException if the duration is negative and not {@link #ANY}
     */
    @Override
    public void renew(long duration) throws LeaseDeniedException, UnknownLeaseException, RemoteException {
        Durations.lease(duration);
        if (duration == 0) {
            cancel();
        } else {
            expiration = Outcomes.awaitLease(client().renewLease(kind, id, duration));
        }
    }

    /**
     * Renews without waiting. Fails with {@link UnknownLeaseException} when it has ended, otherwise as the methods of
     * {@link SpaceClient} do.
     *
     * @throws IllegalArgumentException as {@link #renew}
     */
    public CompletableFuture<Void> renewAsync(long durationMillis) {
        Durations.lease(durationMillis);
        if (durationMillis == 0) {
            return cancelAsync();
        }
        return mapped(client -> client.renewLease(kind, id, durationMillis), this::renewedUntil);
    }

    /** Cancels without waiting; fails like {@link #renewAsync}. */
    public CompletableFuture<Void> cancelAsync() {
        return mapped(client -> client.cancelLease(kind, id), done -> cancelled());
    }

    private <T> CompletableFuture<Void> mapped(Function<SpaceClient, CompletableFuture<T>> call, Consumer<T> then) {
        var result = new CompletableFuture<Void>();
        SpaceClient open;
        try {
            open = client();
        } catch (RemoteException e) {
            result.completeExceptionally(e);
            return result;
        }
        call.apply(open).whenComplete((value, problem) -> {
            if (problem == null) {
                then.accept(value);
                complete(result);
            } else {
                result.completeExceptionally(problem);
            }
        });
        return result;
    }

    @SuppressWarnings("NullAway") // Void has no other value
    private static void complete(CompletableFuture<Void> future) {
        future.complete(null);
    }

    /** What it is about. */
    LeaseKind kind() {
        return kind;
    }

    /** The number of the leased thing in its space. */
    long id() {
        return id;
    }

    /** Whether it was cancelled through this very object. */
    boolean isCancelled() {
        return cancelled;
    }

    /** It has ended by the holder's will. */
    void cancelled() {
        cancelled = true;
        expiration = Math.min(expiration, System.currentTimeMillis());
    }

    SpaceAddress space() {
        return space;
    }

    void renewedUntil(long newExpiration) {
        expiration = newExpiration;
    }

    @Override
    public void setSerialFormat(int format) {
        if (format != DURATION && format != ABSOLUTE) {
            throw new IllegalArgumentException("unknown serial format " + format);
        }
        serialFormat = format;
    }

    @Override
    public int getSerialFormat() {
        return serialFormat;
    }

    @Override
    public LeaseMap createLeaseMap(long duration) {
        return new SpaceLeaseMap(this, duration);
    }

    @Override
    public boolean canBatch(@Nullable Lease lease) {
        return lease instanceof SpaceLease other && space.spaceId().equals(other.space.spaceId());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpaceLease that
                && kind == that.kind
                && id == that.id
                && space.spaceId().equals(that.space.spaceId());
    }

    @Override
    public int hashCode() {
        return 31 * (31 * space.spaceId().hashCode() + kind.ordinal()) + Long.hashCode(id);
    }

    @Override
    public String toString() {
        return "lease of " + kind.name().toLowerCase(Locale.ROOT) + " " + id + " in " + space;
    }

    /** The client that granted it while that is open, else the process's own. */
    SpaceClient client() throws RemoteException {
        SpaceClient present = client;
        if (present == null || present.isClosed()) {
            present = Outcomes.shared(space);
            client = present;
        }
        return present;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        int format = serialFormat;
        out.defaultWriteObject();
        long end = expiration;
        out.writeInt(format);
        out.writeLong(format == ABSOLUTE || end == FOREVER ? end : Math.max(0, end - System.currentTimeMillis()));
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        int format = in.readInt();
        long time = in.readLong();
        if (space == null || kind == null || time < 0 || format != DURATION && format != ABSOLUTE) {
            throw new InvalidObjectException("not a lease");
        }
        serialFormat = format;
        expiration = format == ABSOLUTE ? time : Durations.expiration(System.currentTimeMillis(), time);
    }
}
