package org.gridspace.server.embedded;

import net.jini.space.JavaSpace05;
import org.gridspace.server.contract.BatchContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract with the engine alone. */
class EngineBatchContractTest extends BatchContract {
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
}
