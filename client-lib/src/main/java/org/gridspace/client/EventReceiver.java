package org.gridspace.client;

import org.gridspace.entry.PackedEntry;
import org.jspecify.annotations.Nullable;

/**
 * Whom a registration's events go to: one at a time, in their order, on one of the process's threads for events, which it may keep as
 * long as it likes.
 */
interface EventReceiver {
    /**
     * Something happened.
     *
     * @param registration the event id
     * @param sequenceNumber grows by one an event; a gap means that events were dropped
     * @param visibility whether the entry has become visible, not only available
     * @param entry the entry; null for events of writes
     * @throws java.rmi.RemoteException to be told again later
     * @throws net.jini.core.event.UnknownEventException to be told nothing any more
     * @throws Exception to have it logged
     */
    void receive(long registration, long sequenceNumber, boolean visibility, @Nullable PackedEntry entry)
            throws Exception;

    /** Nothing comes any more because the session that registered has ended; not called after a cancellation. */
    default void ended(Exception reason) {}
}
