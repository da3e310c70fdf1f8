package org.gridspace.server.host;

import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.TrackerAddress;

/**
 * What to host and where. Immutable.
 *
 * @param name the space's name: not blank, at most 255 characters
 * @param network the trackers to join and the address to listen on
 * @param port for clients; 0: any free one
 * @param httpPort for the download of the proxy; 0: any free one
 * @param callsListeners whether it calls listeners itself when the process that registered them is gone
 */
public record SpaceHostConfig(String name, GridNetwork network, int port, int httpPort, boolean callsListeners) {
    private static final int MAX_NAME_LENGTH = 255;

    /** A space that calls nobody's listeners. */
    public SpaceHostConfig(String name, GridNetwork network, int port, int httpPort) {
        this(name, network, port, httpPort, false);
    }

    /** Checks the bounds above. */
    public SpaceHostConfig {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("A space's name has 1 to " + MAX_NAME_LENGTH + " characters");
        }
        new TrackerAddress(network.host(), port);
        new TrackerAddress(network.host(), httpPort);
    }
}
