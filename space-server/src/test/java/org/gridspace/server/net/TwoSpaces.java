package org.gridspace.server.net;

import java.util.UUID;
import org.gridspace.client.RemoteSpace;
import org.gridspace.client.SpaceTransactions;
import org.gridspace.server.contract.TransactionContract;
import org.gridspace.server.engine.Polling;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two spaces over TCP that soon ask the managers of foreign transactions what became of these. */
abstract class TwoSpaces extends TransactionContract {
    static final Polling SOON = new Polling(50, 200, 1_000);

    SpaceServer server;
    SpaceServer otherServer;
    RemoteSpace space;
    RemoteSpace other;

    @BeforeEach
    void startSpaces() throws Exception {
        server = SpaceServer.start(config("one"), SOON);
        otherServer = SpaceServer.start(config("other"), SOON);
        space = new RemoteSpace(server.address());
        other = new RemoteSpace(otherServer.address());
    }

    @AfterEach
    void stopSpaces() throws Exception {
        space.client().close();
        server.close();
        otherServer.close();
    }

    static SpaceServerConfig config(String name) {
        return new SpaceServerConfig(name, "127.0.0.1", 0, UUID.randomUUID(), Limits.standard());
    }

    SpaceTransactions ownManager() {
        return new SpaceTransactions(server.address());
    }

    @Override
    protected RemoteSpace space() {
        return space;
    }

    @Override
    protected RemoteSpace otherSpace() {
        return other;
    }
}
