package org.gridspace.server.embedded;

import net.jini.core.transaction.server.TransactionManager;
import net.jini.space.JavaSpace05;
import org.gridspace.server.contract.Mahalo;
import org.gridspace.server.contract.TransactionContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract with the engine alone under Mahalo. */
class EngineMahaloContractTest extends TransactionContract {
    private static Mahalo mahalo;

    @RegisterExtension
    final EngineSpaces spaces = new EngineSpaces();

    @BeforeAll
    static void startMahalo() throws Exception {
        mahalo = Mahalo.start();
    }

    @AfterAll
    static void stopMahalo() throws Exception {
        mahalo.close();
    }

    @Override
    protected JavaSpace05 space() {
        return spaces.space();
    }

    @Override
    protected JavaSpace05 otherSpace() {
        return spaces.other();
    }

    @Override
    protected TransactionManager manager() {
        return mahalo.proxy();
    }
}
