package org.gridspace.server.net;

import net.jini.space.JavaSpace05;
import org.gridspace.server.contract.InterruptContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract over TCP. */
class WireInterruptTest extends InterruptContract {
    @RegisterExtension
    final WireSpaces spaces = new WireSpaces();

    @Override
    protected JavaSpace05 space() {
        return spaces.space();
    }
}
