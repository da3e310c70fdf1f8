package org.gridspace.console.command;

import java.io.IOException;
import java.util.UUID;
import org.gridspace.client.SpaceClients;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.server.host.NameTaken;
import org.gridspace.server.host.SpaceHost;
import org.gridspace.server.host.SpaceHostConfig;

/** A space in this process, under a name of its own, for one job. Thread-safe. */
final class OwnSpace implements AutoCloseable {
    private final SpaceHost host;

    private OwnSpace(SpaceHost host) {
        this.host = host;
    }

    /** Starts it; it registers with the trackers of {@code network} by itself. */
    static OwnSpace start(GridNetwork network) throws IOException, NameTaken {
        return new OwnSpace(SpaceHost.start(new SpaceHostConfig("run-" + UUID.randomUUID(), network, 0, 0)));
    }

    /** Its name. */
    String name() {
        return host.address().name();
    }

    /** Ends this process's session with it first, which would complain otherwise. */
    @Override
    public void close() throws IOException {
        try {
            SpaceClients.shared(host.address()).close();
        } finally {
            host.close();
        }
    }
}
