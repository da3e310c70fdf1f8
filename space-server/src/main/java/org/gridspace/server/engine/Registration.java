package org.gridspace.server.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who wants to hear of entries. */
final class Registration extends Grant {
    private final Command.EventKind kind;
    private long sequenceNumber;
    private Completions.@Nullable Adoption adoption;
    private @Nullable SessionId heir;
    private boolean heirKnown;

    Registration(
            long id,
            Command.EventKind kind,
            List<Pattern> patterns,
            Session session,
            @Nullable Transaction transaction,
            long expiresAtMillis) {
        super(id, patterns, session, transaction, expiresAtMillis);
        this.kind = kind;
    }

    Command.EventKind kind() {
        return kind;
    }

    @Override
    int queue() {
        return kind.ordinal();
    }

    /** What is known of its listener if the space is to call that itself. */
    Completions.@Nullable Adoption adoption() {
        return adoption;
    }

    void adoptLater(Completions.Adoption told) {
        adoption = told;
    }

    /** Whose it is when its session ends, or null. */
    @Nullable
    SessionId heir() {
        return heir;
    }

    /** Whether the space is to call its listener and nobody has been found for that yet. */
    boolean awaitsHeir() {
        return adoption != null && !heirKnown;
    }

    void bequeathTo(@Nullable SessionId session) {
        heir = session;
        heirKnown = true;
    }

    /** The number of its last event. */
    long sequenceNumber() {
        return sequenceNumber;
    }

    long nextSequenceNumber() {
        return ++sequenceNumber;
    }
}
