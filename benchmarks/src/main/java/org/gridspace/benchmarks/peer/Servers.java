package org.gridspace.benchmarks.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.gridspace.benchmarks.process.Child;
import org.gridspace.benchmarks.process.JavaCommand;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.tracker.TrackerConfig;
import org.gridspace.tracker.TrackerServer;

/** Starting of server processes. Static functions. */
final class Servers {
    /** All servers in Java may use as much. */
    static final String HEAP = "-Xmx4g";

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private Servers() {}

    /** A process's command, given the address of the lookup service that it is to join. */
    interface Joining {
        List<String> command(String tracker);
    }

    /** Starts a lookup service of its own, in this process, and a server process that joins it. */
    static Seat joined(PeerName name, Joining server, JavaCommand clients) throws IOException, InterruptedException {
        // a group of its own: nobody who looks for a grid by multicast shall find a benchmark
        var config = new TrackerConfig(
                GridNetwork.LOOPBACK,
                0,
                0,
                null,
                List.of("gridspace-bench-" + ProcessHandle.current().pid()),
                false);
        TrackerServer tracker = TrackerServer.start(config);
        String address = "jini://" + tracker.address();
        try {
            Child child = Child.start(name.text(), server.command(address));
            ready(child);
            return new Seat(name, child, address, clients, tracker);
        } catch (IOException | InterruptedException | RuntimeException e) {
            tracker.close();
            throw e;
        }
    }

    /** Waits until the process serves and returns what it says then; ends it if it doesn't. */
    static String ready(Child child) throws IOException, InterruptedException {
        try {
            return child.awaitReady(READY_WITHIN);
        } catch (IOException | InterruptedException | RuntimeException e) {
            child.close();
            throw e;
        }
    }
}
