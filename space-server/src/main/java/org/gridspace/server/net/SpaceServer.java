package org.gridspace.server.net;

import java.io.IOException;
import org.gridspace.client.SpaceAddress;

/** A space that listens on a TCP port. */
public final class SpaceServer implements AutoCloseable {
    private SpaceServer() {}

    /** Starts listening. */
    public static SpaceServer start(SpaceServerConfig config) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Where it listens. */
    public SpaceAddress address() {
        throw new UnsupportedOperationException();
    }

    /** Stops within two seconds. */
    @Override
    public void close() {}
}
