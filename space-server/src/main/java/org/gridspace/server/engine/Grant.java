package org.gridspace.server.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something with templates that a session was granted for a time, maybe under a transaction, and that ends with each of them. */
abstract class Grant extends Watch {
    private final long id;
    private Session session;
    private final @Nullable Transaction transaction;
    private long expiresAtMillis;

    Grant(long id, List<Pattern> patterns, Session session, @Nullable Transaction transaction, long expiresAtMillis) {
        super(patterns);
        this.id = id;
        this.session = session;
        this.transaction = transaction;
        this.expiresAtMillis = expiresAtMillis;
    }

    long id() {
        return id;
    }

    @Override
    long order() {
        return id;
    }

    Session session() {
        return session;
    }

    /** From now on it is that one's. */
    void passTo(Session heir) {
        session = heir;
    }

    /** The transaction that it ends with, or null. */
    @Nullable
    Transaction transaction() {
        return transaction;
    }

    long expiresAtMillis() {
        return expiresAtMillis;
    }

    void expireAt(long millis) {
        expiresAtMillis = millis;
    }
}
