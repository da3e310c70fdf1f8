package org.gridspace.server.engine;

/** How an entry has come to be available. */
enum Arrival {
    /** It was written, or the transaction that wrote it has committed. */
    WRITTEN,
    /** Whoever took it has given it back. */
    RETURNED,
    /** It was visible, and a lock that kept it from being taken has gone. */
    RELEASED;

    /** Whether it has become visible too. */
    boolean isVisibility() {
        return this != RELEASED;
    }

    boolean concerns(Command.EventKind kind) {
        return switch (kind) {
            case WRITTEN -> this == WRITTEN;
            case AVAILABLE -> true;
            case VISIBLE -> isVisibility();
        };
    }
}
