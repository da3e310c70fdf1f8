package org.gridspace.server.net;

import net.jini.core.transaction.server.TransactionManager;

/** The contract under the space's own manager, in whose transactions the other space takes part as a stranger. */
class OwnTransactionsTest extends TwoSpaces {
    @Override
    protected TransactionManager manager() {
        return ownManager();
    }
}
