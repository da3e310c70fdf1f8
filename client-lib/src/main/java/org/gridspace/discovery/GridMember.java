package org.gridspace.discovery;

import java.time.Duration;

/** A registration that lasts: with every tracker of a network, and again with each that comes back. Thread-safe. */
public final class GridMember implements AutoCloseable {
    private GridMember() {}

    /** Begins to register; returns at once. */
    public static GridMember join(GridNetwork network, MemberInfo info, Object proxy) {
        throw new UnsupportedOperationException();
    }

    /** Waits for the first registration. */
    public boolean awaitRegistered(Duration timeout) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Takes the registrations back, where trackers answer. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
