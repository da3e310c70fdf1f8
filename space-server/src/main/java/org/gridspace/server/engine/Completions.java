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

    /** A listener that is to be called by the space itself one day, see {@link Command.DeliverDirectly}. */
    record Adoption(long registration, String peer, byte[] listener, byte[] handback) {}

    /** The blocked request has this outcome; each is told once. */
    void completed(Command.Origin request, Outcome outcome);

    /** Something happened that a session has registered for. */
    default void happened(Event event) {}

    /** Somebody is to be found who will call this listener. Doing so twice is harmless. */
    default void adopt(Adoption adoption) {}

    /** Something is to be done outside. */
    default void toDo(Effect effect) {}
}
