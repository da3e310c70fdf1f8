package org.gridspace.client;

import java.io.IOException;

/** The clients that a process shares. */
public final class SpaceClients {
    private SpaceClients() {}

    /** The process's one client of this space, connected now if there is none yet. */
    public static SpaceClient shared(SpaceAddress address) throws IOException {
        return SpaceClient.connect(address);
    }
}
