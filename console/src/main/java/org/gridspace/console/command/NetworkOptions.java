package org.gridspace.console.command;

import java.util.ArrayList;
import java.util.List;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.TrackerAddress;
import picocli.CommandLine.Option;

/** Where the grid is: what every command takes that joins or asks one. */
final class NetworkOptions extends HostOptions {
    @Option(
            names = "--tracker",
            paramLabel = "HOST:PORT",
            description = "A tracker to join; may be repeated. Without it trackers are found by multicast.")
    private List<String> trackers = new ArrayList<>();

    /** The network that the options describe; a tracker's address or a host that is refused ends the command with 2. */
    GridNetwork network() {
        List<TrackerAddress> addresses = trackers.stream()
                .map(Misuse.checking("--tracker", TrackerAddress::parse))
                .toList();
        return Misuse.told(() -> new GridNetwork(addresses, groups(), host(), insecureNetwork()));
    }
}
