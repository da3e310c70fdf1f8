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
 */
public record SpaceServerConfig(String name, String host, int port, UUID spaceId, Limits limits) {}
