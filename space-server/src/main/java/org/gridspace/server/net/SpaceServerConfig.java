package org.gridspace.server.net;

import java.util.UUID;

/**
 * A space to be served.
 *
 * @param name its name
 * @param host the address to listen on
 * @param port the port, 0 for any free one
 * @param spaceId the space's identity
 * @param limits its bounds
 * @param callsListeners whether it calls listeners itself when the process that registered them is gone
 */
public record SpaceServerConfig(
        String name, String host, int port, UUID spaceId, Limits limits, boolean callsListeners) {
    /** A space that calls nobody's listeners. */
    public SpaceServerConfig(String name, String host, int port, UUID spaceId, Limits limits) {
        this(name, host, port, spaceId, limits, false);
    }
}
