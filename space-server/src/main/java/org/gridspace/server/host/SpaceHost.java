package org.gridspace.server.host;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.gridspace.client.SpaceAddress;

/** A hosted space. Thread-safe. */
public final class SpaceHost implements AutoCloseable {
    private SpaceHost() {}

    /**
     * Starts it; it serves when this returns and registers as soon as a tracker answers.
     *
     * @throws NameTaken if another space has the name
     * @throws IOException if it can't listen
     */
    public static SpaceHost start(SpaceHostConfig config) throws IOException, NameTaken {
        throw new UnsupportedOperationException();
    }

    /** Where it serves. */
    public SpaceAddress address() {
        throw new UnsupportedOperationException();
    }

    /** Where its proxy can be downloaded. */
    public Optional<URI> http() {
        throw new UnsupportedOperationException();
    }

    /** Waits for the first registration with a tracker. */
    public boolean awaitRegistered(Duration timeout) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
