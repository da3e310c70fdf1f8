package org.gridspace.tracker;

import java.nio.file.Path;
import java.util.List;
import org.gridspace.discovery.AddressRefused;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.TrackerAddress;
import org.jspecify.annotations.Nullable;

/**
 * How a tracker is to run. Immutable.
 *
 * @param host the one address that it listens on
 * @param port for Jini discovery; 0: any free one
 * @param httpPort for {@code /peers} and the codebase; 0: any free one
 * @param data a directory of its own that keeps the registrations across restarts; null: memory
 * @param groups the Jini groups it belongs to
 * @param insecureNetwork whether the host may be an address that other machines reach
 */
public record TrackerConfig(
        String host, int port, int httpPort, @Nullable Path data, List<String> groups, boolean insecureNetwork) {
    /** The usual HTTP port. */
    public static final int DEFAULT_HTTP_PORT = 8460;

    /**
     * Copies and checks.
     *
     * @throws AddressRefused if the host isn't loopback and the network isn't declared insecure
     */
    public TrackerConfig {
        new TrackerAddress(host, port);
        new TrackerAddress(host, httpPort);
        groups = groups.isEmpty() ? GridNetwork.PUBLIC_GROUP : List.copyOf(groups);
        GridNetwork.requireAllowed(host, insecureNetwork);
    }

    /** On the loopback interface, in memory, in the public group, on any free ports. */
    public static TrackerConfig loopback() {
        return new TrackerConfig(GridNetwork.LOOPBACK, 0, 0, null, GridNetwork.PUBLIC_GROUP, false);
    }
}
