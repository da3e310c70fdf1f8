package org.gridspace.server.net;

import java.util.UUID;
import net.jini.space.JavaSpace05;
import org.gridspace.client.RemoteSpace;
import org.gridspace.server.contract.SpaceContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract over TCP. */
class WireSpaceTest extends SpaceContract {
    private SpaceServer server;
    private SpaceServer otherServer;
    private RemoteSpace space;
    private RemoteSpace other;

    @BeforeEach
    void start() throws Exception {
        server = SpaceServer.start(config("one"));
        otherServer = SpaceServer.start(config("other"));
        space = new RemoteSpace(server.address());
        other = new RemoteSpace(otherServer.address());
    }

    @AfterEach
    void stop() throws Exception {
        space.client().close();
        other.client().close();
        server.close();
        otherServer.close();
    }

    private static SpaceServerConfig config(String name) {
        return new SpaceServerConfig(name, "127.0.0.1", 0, UUID.randomUUID(), Limits.standard());
    }

    @Override
    protected JavaSpace05 space() {
        return space;
    }

    @Override
    protected JavaSpace05 otherSpace() {
        return other;
    }
}
