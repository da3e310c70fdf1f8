package org.gridspace.benchmarks.peer;

import java.io.IOException;

/** One that is compared. Immutable. */
public interface Peer {
    /** Its column. */
    PeerName name();

    /** Starts a server of its own, empty; it serves, or is about to be registered, when this returns. */
    Seat start() throws IOException, InterruptedException;
}
