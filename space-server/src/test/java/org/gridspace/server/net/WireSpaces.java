package org.gridspace.server.net;

import java.util.UUID;
import org.gridspace.client.RemoteSpace;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Two spaces for each test, over TCP. */
final class WireSpaces implements BeforeEachCallback, AfterEachCallback {
    private SpaceServer server;
    private SpaceServer otherServer;
    private RemoteSpace space;
    private RemoteSpace other;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        server = SpaceServer.start(config("one"));
        otherServer = SpaceServer.start(config("other"));
        space = new RemoteSpace(server.address());
        other = new RemoteSpace(otherServer.address());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        space.client().close();
        other.client().close();
        server.close();
        otherServer.close();
    }

    private static SpaceServerConfig config(String name) {
        return new SpaceServerConfig(name, "127.0.0.1", 0, UUID.randomUUID(), Limits.standard());
    }

    RemoteSpace space() {
        return space;
    }

    RemoteSpace other() {
        return other;
    }
}
