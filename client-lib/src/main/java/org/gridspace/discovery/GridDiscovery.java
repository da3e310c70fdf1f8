package org.gridspace.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a grid's trackers know, kept up to date. Thread-safe. */
public final class GridDiscovery implements AutoCloseable {
    private GridDiscovery() {}

    /** Begins to search for trackers; returns at once. */
    public static GridDiscovery open(GridNetwork network) {
        throw new UnsupportedOperationException();
    }

    /** The spaces now, in the order of their names; possibly dead ones among them. */
    public List<FoundSpace> spaces() {
        throw new UnsupportedOperationException();
    }

    /** All members now, the trackers included. */
    public List<FoundMember> members() {
        throw new UnsupportedOperationException();
    }

    /** Waits for a living space with that name, or for any. */
    public Optional<FoundSpace> awaitSpace(@Nullable String name, Duration timeout) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Calls the listener, one call at a time, with the spaces now and after each change until the result is closed. */
    public AutoCloseable onSpaces(Consumer<List<FoundSpace>> listener) {
        throw new UnsupportedOperationException();
    }

    /** Waits until a tracker answers. */
    public boolean awaitTracker(Duration timeout) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
