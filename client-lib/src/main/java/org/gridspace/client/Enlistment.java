package org.gridspace.client;

import java.rmi.RemoteException;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionException;
import org.jspecify.annotations.Nullable;

/** How a Jini transaction becomes one that a space knows. Stateless. */
final class Enlistment {
    private Enlistment() {}

    /**
     * The number of a transaction in a space; the space joins it first if need be.
     *
     * @return 0 for null
     * @throws TransactionException if the transaction can't be joined any more, or isn't one that the space can join
     * @throws RemoteException if the space or the transaction's manager can't be reached
     */
    static long numberOf(@Nullable Transaction transaction, SpaceClient client)
            throws RemoteException, TransactionException {
        if (transaction != null) {
            throw new UnsupportedOperationException("transactions are not available in this version");
        }
        return 0;
    }
}
