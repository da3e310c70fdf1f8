package org.gridspace.client;

import java.rmi.RemoteException;
import net.jini.core.transaction.CannotNestException;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionException;
import net.jini.core.transaction.UnknownTransactionException;
import net.jini.core.transaction.server.NestableServerTransaction;
import net.jini.core.transaction.server.ServerTransaction;
import org.jspecify.annotations.Nullable;

/** How a Jini transaction becomes one that a space knows. Stateless. */
final class Enlistment {
    private Enlistment() {}

    /**
     * The number of a transaction in a space; the space joins it first if need be. One of the space's own manager costs nothing,
     * another manager's one message for the first use with a client.
     *
     * @return 0 for null
     * @throws CannotNestException if the transaction is nested in another
     * @throws TransactionException if the transaction can't be joined any more, or isn't one that the space can join
     * @throws RemoteException if the space or the transaction's manager can't be reached
     */
    static long numberOf(@Nullable Transaction transaction, SpaceClient client)
            throws RemoteException, TransactionException {
        if (transaction == null) {
            return 0;
        }
        if (!(transaction instanceof ServerTransaction known) || known.mgr == null) {
            throw new UnknownTransactionException("not a transaction that a space can join: "
                    + transaction.getClass().getName());
        }
        if (transaction instanceof NestableServerTransaction nested && nested.parent != null) {
            throw new CannotNestException("a space takes no part in nested transactions, only in their outermost one");
        }
        if (known.mgr instanceof SpaceTransactions ours && ours.isOf(client.address())) {
            if (known.id < SpaceTransactions.FIRST_NUMBER) {
                throw new UnknownTransactionException("this manager has no transaction " + known.id);
            }
            ours.awaitBegun(known.id, client);
            return known.id;
        }
        return Outcomes.awaitSettled(client.transactions().enlist(known));
    }
}
