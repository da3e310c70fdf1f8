package org.gridspace.tracker;

import java.io.IOException;
import java.net.URI;
import org.gridspace.discovery.TrackerAddress;

/** A running tracker. Thread-safe. */
public final class TrackerServer implements AutoCloseable {
    private TrackerServer() {}

    /**
     * Starts it; it answers when this returns.
     *
     * @throws java.net.BindException if a port is taken
     * @throws IOException if the data directory can't be used
     */
    public static TrackerServer start(TrackerConfig config) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Where it answers discovery. */
    public TrackerAddress address() {
        throw new UnsupportedOperationException();
    }

    /** {@code http://host:port}, without a slash at the end. */
    public URI http() {
        throw new UnsupportedOperationException();
    }

    /** Ends it; with a data directory the registrations stay there. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
