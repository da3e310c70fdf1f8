package org.gridspace.server.embedded;

import net.jini.space.JavaSpace05;
import org.gridspace.server.contract.InterruptContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract with the engine alone. */
class EngineInterruptContractTest extends InterruptContract {
    @RegisterExtension
    final EngineSpaces spaces = new EngineSpaces();

    @Override
    protected JavaSpace05 space() {
        return spaces.space();
    }
}
