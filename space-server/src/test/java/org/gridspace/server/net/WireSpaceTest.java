package org.gridspace.server.net;

import net.jini.space.JavaSpace05;
import org.gridspace.server.contract.SpaceContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract over TCP. */
class WireSpaceTest extends SpaceContract {
    @RegisterExtension
    final WireSpaces spaces = new WireSpaces();

    @Override
    protected JavaSpace05 space() {
        return spaces.space();
    }

    @Override
    protected JavaSpace05 otherSpace() {
        return spaces.other();
    }
}
