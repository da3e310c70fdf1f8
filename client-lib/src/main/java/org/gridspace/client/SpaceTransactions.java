package org.gridspace.client;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.rmi.RemoteException;
import java.util.UUID;
import net.jini.core.lease.Lease;
import net.jini.core.lease.LeaseDeniedException;
import net.jini.core.transaction.CannotAbortException;
import net.jini.core.transaction.CannotCommitException;
import net.jini.core.transaction.CannotJoinException;
import net.jini.core.transaction.TimeoutExpiredException;
import net.jini.core.transaction.TransactionException;
import net.jini.core.transaction.UnknownTransactionException;
import net.jini.core.transaction.server.CrashCountException;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.core.transaction.server.TransactionParticipant;
import net.jini.id.ReferentUuid;
import net.jini.id.ReferentUuids;
import net.jini.id.Uuid;
import net.jini.id.UuidFactory;
import org.gridspace.wire.LeaseKind;
import org.gridspace.wire.Reply;
import org.gridspace.wire.TransactionState;
import org.jspecify.annotations.Nullable;

/**
 * The transaction manager of a space, inside the space: a transaction of its own manager costs that space nothing to take part in,
 * and any other participant can join, too. Two are equal if they are of the same space. A serialized one carries the space's address
 * only. Not nestable. Thread-safe.
 *
 * <p>Jini Transaction Specification, TX.2, and beyond that:
 * <ul>
 *   <li>{@link #create} doesn't wait for the space: a transaction that the space refuses, because it has too many, is unknown when it
 *       is first used;
 *   <li>a transaction's id is a random number; who knows it may use, commit and abort the transaction;
 *   <li>{@code Lease.ANY} is five minutes, {@code Lease.FOREVER} is granted;
 *   <li>{@link #commit(long)} and {@link #abort(long)} wait up to five seconds for participants to know the decision, and return then.
 * </ul>
 */
public final class SpaceTransactions implements TransactionManager, ReferentUuid, Serializable {
    private static final long serialVersionUID = 1L;

    /** Ids are this or more. */
    static final long FIRST_NUMBER = 1L << 40;

    /** The lease of a transaction when the client leaves that to the manager, in milliseconds. */
    public static final long DEFAULT_LEASE_MILLIS = 5 * 60 * 1000L;

    private static final long PATIENCE_MILLIS = 5_000;
    /** Makes another identity of the space's; version and variant of the UUID stay what they are. */
    private static final long DISTINCTION = 0x0072_616e_7361_6374L;

    private final SpaceAddress address;

    /** A proxy; it connects when it is first used. */
    public SpaceTransactions(SpaceAddress address) {
        this.address = address;
    }

    /** Which space, and where. */
    public SpaceAddress address() {
        return address;
    }

    /** The manager's identity, which isn't the space's. */
    @Override
    public Uuid getReferentUuid() {
        UUID id = managerId();
        return UuidFactory.create(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** The same identity, as it is registered. */
    public UUID managerId() {
        return new UUID(
                address.spaceId().getMostSignificantBits(), address.spaceId().getLeastSignificantBits() ^ DISTINCTION);
    }

    /**
     * Begins a transaction, without waiting for the space.
     *
     * @throws IllegalArgumentException if the lease is negative and not {@link Lease#ANY}
     * @throws LeaseDeniedException if it is 0
     */
    @Override
    public Created create(long lease) throws LeaseDeniedException, RemoteException {
        long duration = lease == Lease.ANY ? DEFAULT_LEASE_MILLIS : Durations.lease(lease);
        if (duration == 0) {
            throw new LeaseDeniedException("a transaction that ends at once");
        }
        SpaceClient client = client();
        long expiration = Durations.expiration(System.currentTimeMillis(), duration);
        long number = client.transactions().begin(duration);
        return new Created(number, new SpaceLease(client, LeaseKind.TRANSACTION, number, expiration));
    }

    @Override
    public void join(long id, TransactionParticipant participant, long crashCount)
            throws UnknownTransactionException, CannotJoinException, CrashCountException, RemoteException {
        try {
            Outcomes.awaitSettled(client().transactions().join(known(id), participant, crashCount));
        } catch (UnknownTransactionException | CannotJoinException | CrashCountException e) {
            throw e;
        } catch (TransactionException e) {
            throw unexpected(e);
        }
    }

    @Override
    public int getState(long id) throws UnknownTransactionException, RemoteException {
        try {
            TransactionState state = Outcomes.awaitSettled(
                            client().transactions().state(known(id)))
                    .state();
            return switch (state) {
                case ACTIVE -> ACTIVE;
                case VOTING -> VOTING;
                case COMMITTED -> COMMITTED;
                case ABORTED -> ABORTED;
            };
        } catch (UnknownTransactionException e) {
            throw e;
        } catch (TransactionException e) {
            throw unexpected(e);
        }
    }

    @Override
    public void commit(long id) throws UnknownTransactionException, CannotCommitException, RemoteException {
        Reply.Settled settled;
        do {
            settled = committed(id, PATIENCE_MILLIS);
        } while (settled.state() == TransactionState.VOTING);
    }

    @Override
    public void commit(long id, long waitFor)
            throws UnknownTransactionException, CannotCommitException, TimeoutExpiredException, RemoteException {
        Reply.Settled settled = committed(id, Math.max(0, waitFor));
        if (!settled.complete()) {
            boolean committed = settled.state() == TransactionState.COMMITTED;
            throw new TimeoutExpiredException(
                    committed ? "committed, but not every participant knows" : "not decided yet", committed);
        }
    }

    @Override
    public void abort(long id) throws UnknownTransactionException, CannotAbortException, RemoteException {
        aborted(id, PATIENCE_MILLIS);
    }

    @Override
    public void abort(long id, long waitFor)
            throws UnknownTransactionException, CannotAbortException, TimeoutExpiredException, RemoteException {
        if (!aborted(id, Math.max(0, waitFor)).complete()) {
            throw new TimeoutExpiredException("aborted, but not every participant knows", false);
        }
    }

    private Reply.Settled committed(long id, long waitMillis)
            throws UnknownTransactionException, CannotCommitException, RemoteException {
        try {
            Reply.Settled settled =
                    Outcomes.awaitSettled(client().transactions().settle(known(id), true, waitMillis));
            if (settled.state() == TransactionState.ABORTED) {
                throw new CannotCommitException("a participant can't commit, so the transaction is aborted");
            }
            return settled;
        } catch (UnknownTransactionException | CannotCommitException e) {
            throw e;
        } catch (TransactionException e) {
            throw unexpected(e);
        }
    }

    private Reply.Settled aborted(long id, long waitMillis)
            throws UnknownTransactionException, CannotAbortException, RemoteException {
        try {
            return Outcomes.awaitSettled(client().transactions().settle(known(id), false, waitMillis));
        } catch (UnknownTransactionException | CannotAbortException e) {
            throw e;
        } catch (TransactionException e) {
            throw unexpected(e);
        }
    }

    private static long known(long id) throws UnknownTransactionException {
        if (id < FIRST_NUMBER) {
            throw new UnknownTransactionException("this manager has no transaction " + id);
        }
        return id;
    }

    private static RemoteException unexpected(TransactionException problem) {
        return new RemoteException("the space gave an answer that doesn't fit", problem);
    }

    /** Whether it is the manager of that space. */
    boolean isOf(SpaceAddress space) {
        return address.spaceId().equals(space.spaceId());
    }

    /** Waits until the space knows the transaction, if it was begun on another session than this one just now. */
    void awaitBegun(long id, SpaceClient user) {
        SpaceClient creator = SpaceClients.sharedIfAny(address);
        if (creator != null && creator != user) {
            creator.transactions().awaitBegun(id);
        }
    }

    private SpaceClient client() throws RemoteException {
        return Outcomes.shared(address);
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
        return "transactions of space " + address;
    }

    /** Whoever gets this may get a transaction's id with it: what was begun is known to the space before. */
    private void writeObject(ObjectOutputStream out) throws IOException {
        SpaceClient creator = SpaceClients.sharedIfAny(address);
        if (creator != null) {
            creator.transactions().awaitAllBegun();
        }
        out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (address == null) {
            throw new InvalidObjectException("a manager without an address");
        }
    }
}
