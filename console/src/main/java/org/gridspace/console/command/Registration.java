package org.gridspace.console.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.TrackerAddress;

/**
 * Waits for a service's first registration, but not for trackers that aren't up: the service goes on trying those by
 * itself, and its user has been told.
 */
final class Registration {
    private static final Logger LOG = LogManager.getLogger(Registration.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PROBE_MILLIS = 1_000;

    /** What waits for a registration. */
    @FunctionalInterface
    interface Waiting {
        /** Waits for at most {@code timeout}; whether there is one. */
        boolean await(Duration timeout) throws InterruptedException;
    }

    private Registration() {}

    /** Returns when {@code registered}, which waits for at most the time it is given, says so, or after a warning. */
    static void await(GridNetwork network, Waiting registered) throws InterruptedException {
        if (mayBeUp(network) && registered.await(PATIENCE)) {
            return;
        }
        LOG.warn(
                "no tracker answers{} yet; listening, and going on trying",
                network.trackers().isEmpty() ? " the multicast request" : " at " + addresses(network));
    }

    /** The addresses of the trackers, for a message. */
    static String addresses(GridNetwork network) {
        return String.join(
                ", ", network.trackers().stream().map(TrackerAddress::toString).toList());
    }

    private static boolean mayBeUp(GridNetwork network) {
        return network.trackers().isEmpty() || network.trackers().stream().anyMatch(Registration::listens);
    }

    private static boolean listens(TrackerAddress tracker) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(tracker.host(), tracker.port()), PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            LOG.debug("no tracker at {}", tracker, e);
            return false;
        }
    }
}
