package org.gridspace.server.embedded;

import org.gridspace.client.RemoteSpace;
import org.gridspace.client.SpaceTransactions;
import org.gridspace.server.engine.Polling;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Two spaces for each test: engine and service in this process, without a network. */
final class EngineSpaces implements BeforeEachCallback, AfterEachCallback {
    private static final Polling SOON = new Polling(50, 200, 1_000);

    private EmbeddedSpace one;
    private EmbeddedSpace other;

    @Override
    public void beforeEach(ExtensionContext context) {
        one = EmbeddedSpace.start("one", SOON);
        other = EmbeddedSpace.start("other", SOON);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        one.space().client().close();
        other.space().client().close();
        one.close();
        other.close();
    }

    RemoteSpace space() {
        return one.space();
    }

    RemoteSpace other() {
        return other.space();
    }

    /** The first space's. */
    SpaceTransactions manager() {
        return one.transactions();
    }
}
