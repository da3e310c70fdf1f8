package org.gridspace.client;

import java.io.Serializable;
import java.util.UUID;

/**
 * Where a space is and which one it is. A client refuses to talk to another space that it finds at the same place.
 * Immutable; the only thing a serialized {@link RemoteSpace} carries.
 *
 * @param host host name or address, 1 to 255 characters
 * @param port TCP port, 1 to 65535
 * @param spaceId the space's identity, which outlives its address
 * @param name the space's name, at most 255 characters
 */
public record SpaceAddress(String host, int port, UUID spaceId, String name) implements Serializable {
    private static final int MAX_NAME_LENGTH = 255;

    /** Checks the bounds above. */
    public SpaceAddress {
        if (host.isEmpty() || host.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("a host name has 1 to " + MAX_NAME_LENGTH + " characters");
        }
        if (port < 1 || port > 0xffff) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
        if (name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("a space's name has at most " + MAX_NAME_LENGTH + " characters");
        }
        if (spaceId == null) {
            throw new NullPointerException("spaceId");
        }
    }

    /** {@code NAME at HOST:PORT}, for messages. */
    @Override
    public String toString() {
        return name + " at " + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
