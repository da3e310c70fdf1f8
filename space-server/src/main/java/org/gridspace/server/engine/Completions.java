package org.gridspace.server.engine;

import org.jspecify.annotations.Nullable;

/**
 * Receives what a command brought about beside its own outcome, in an order that is the same on every replica. Called on the
 * engine's thread.
 */
@FunctionalInterface
public interface Completions {
    /**
     * An event for a session. It stays with the session, and is told again when the session is attached anew, until it is
     * acknowledged.
     *
     * @param session whose
     * @param number grows by one an event of the session
     * @param registration which registration it is for
     * @param sequenceNumber grows by one an event of the registration
     * @param visibility whether the entry has become visible, not only available
     * @param entry the entry, except for {@link Command.EventKind#WRITTEN}
     */
    record Event(
            long session,
            long number,
            long registration,
            long sequenceNumber,
            boolean visibility,
            Outcome.@Nullable FoundEntry entry) {}

    /** The blocked request has this outcome; each is told once. */
    void completed(Command.Origin request, Outcome outcome);

    /** Something happened that a session has registered for. */
    default void happened(Event event) {}

    /** Something is to be done outside. */
    default void toDo(Effect effect) {}
}
