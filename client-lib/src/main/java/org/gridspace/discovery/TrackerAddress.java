package org.gridspace.discovery;

import java.util.Objects;

/**
 * Where a tracker answers unicast discovery. Immutable.
 *
 * @param host a name or an address, without brackets
 * @param port 0 to 65535; 0, any free port, is for a tracker that is to be started
 */
public record TrackerAddress(String host, int port) {
    /** Jini's port. */
    public static final int DEFAULT_PORT = 4160;

    private static final int MAX_PORT = 65_535;

    /** Checks the parts. */
    public TrackerAddress {
        Objects.requireNonNull(host, "host");
        if (host.isBlank() || host.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '@')) {
            throw new IllegalArgumentException("Not a host: '" + host + "'");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
    }

    /**
     * Reads {@code host}, {@code host:port} or {@code [v6]:port}, with or without {@code jini://} before it.
     *
     * @throws IllegalArgumentException if it isn't one of them
     */
    public static TrackerAddress parse(String hostColonPort) {
        String text = hostColonPort.strip();
        if (text.startsWith("jini://")) {
            text = text.substring("jini://".length());
            text = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        }
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            if (close < 0) {
                throw new IllegalArgumentException("Not HOST:PORT: '" + hostColonPort + "'");
            }
            return of(text.substring(1, close), text.substring(close + 1), hostColonPort);
        }
        int colon = text.indexOf(':');
        if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
            return new TrackerAddress(text, DEFAULT_PORT);
        }
        return of(text.substring(0, colon), text.substring(colon), hostColonPort);
    }

    private static TrackerAddress of(String host, String colonPort, String all) {
        if (colonPort.isEmpty()) {
            return new TrackerAddress(host, DEFAULT_PORT);
        }
        try {
            if (colonPort.charAt(0) == ':') {
                return new TrackerAddress(host, Integer.parseInt(colonPort, 1, colonPort.length(), 10));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not HOST:PORT: '" + all + "'", e);
        }
        throw new IllegalArgumentException("Not HOST:PORT: '" + all + "'");
    }

    /** {@code host:port}, which {@link #parse} reads. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
