package org.gridspace.client;

import java.io.IOException;

/** Makes connections to a space. Thread-safe. */
@FunctionalInterface
interface Connector {
    /**
     * Connects, and makes sure that it is the space that is meant.
     *
     * @throws WrongSpace if another space answers
     * @throws IOException if nobody does, not in time, or in an unknown way
     */
    Connection open(SpaceAddress address, long timeoutMillis) throws IOException;
}
