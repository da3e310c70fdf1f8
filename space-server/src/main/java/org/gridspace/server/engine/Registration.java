package org.gridspace.server.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who wants to hear of entries. */
final class Registration extends Grant {
    private final Command.EventKind kind;
    private long sequenceNumber;

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

    /** The number of its last event. */
    long sequenceNumber() {
        return sequenceNumber;
    }

    long nextSequenceNumber() {
        return ++sequenceNumber;
    }
}
