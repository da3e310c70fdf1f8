package org.gridspace.server.net;

import net.jini.core.transaction.server.TransactionManager;
import org.gridspace.server.contract.Mahalo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract under Mahalo. */
class MahaloTransactionsTest extends TwoSpaces {
    private static Mahalo mahalo;

    @BeforeAll
    static void startMahalo() throws Exception {
        mahalo = Mahalo.start();
    }

    @AfterAll
    static void stopMahalo() throws Exception {
        mahalo.close();
    }

    @Override
    protected TransactionManager manager() {
        return mahalo.proxy();
    }
}
