package org.gridspace.server.embedded;

import net.jini.core.transaction.server.TransactionManager;
import net.jini.space.JavaSpace05;
import org.gridspace.server.contract.TransactionContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract with the engine alone and its own manager, in whose transactions the other space takes part as a stranger. */
class EngineTransactionContractTest extends TransactionContract {
    @RegisterExtension
    final EngineSpaces spaces = new EngineSpaces();

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
        return spaces.manager();
    }
}
