package org.gridspace.benchmarks.peer;

import java.io.IOException;
import java.time.Duration;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.TrackerAddress;
import org.gridspace.server.host.NameTaken;
import org.gridspace.server.host.SpaceHost;
import org.gridspace.server.host.SpaceHostConfig;

/** Main class of our server's process: what {@code gridspace space} starts. Argument: the lookup service to join. */
public final class GridspaceServer {
    private static final Duration REGISTERED_WITHIN = Duration.ofSeconds(20);

    private GridspaceServer() {}

    /** Returns when the space is registered; it goes on serving. */
    public static void main(String[] args) throws IOException, NameTaken, InterruptedException {
        TrackerAddress tracker = TrackerAddress.parse(args[0].substring("jini://".length()));
        SpaceHost host = SpaceHost.start(new SpaceHostConfig("bench", GridNetwork.loopback(tracker), 0, 0));
        if (!host.awaitRegistered(REGISTERED_WITHIN)) {
            host.close();
            throw new IOException("not registered with " + tracker);
        }
    }
}
