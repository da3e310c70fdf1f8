package org.gridspace.server.engine;

import org.jspecify.annotations.Nullable;

/** A blocked match. Listed, that is, able to be found by entries, while its session is attached. */
final class Wait {
    private static final long NOT_LISTED = -1;

    private final Command.Match request;
    private final Pattern pattern;
    private final Session session;
    private final @Nullable Transaction transaction;
    private final long order;
    private final long deadlineMillis;
    private boolean listed;
    private long listedMask = NOT_LISTED;

    Wait(
            Command.Match request,
            Pattern pattern,
            Session session,
            @Nullable Transaction transaction,
            long order,
            long deadlineMillis) {
        this.request = request;
        this.pattern = pattern;
        this.session = session;
        this.transaction = transaction;
        this.order = order;
        this.deadlineMillis = deadlineMillis;
    }

    Command.Match request() {
        return request;
    }

    Pattern pattern() {
        return pattern;
    }

    Session session() {
        return session;
    }

    /** The transaction under which it looks, or null. */
    @Nullable
    Transaction transaction() {
        return transaction;
    }

    /** Its place among all waits. */
    long order() {
        return order;
    }

    long deadlineMillis() {
        return deadlineMillis;
    }

    boolean isListed() {
        return listed;
    }

    long listedMask() {
        return listedMask;
    }

    void listUnder(long mask) {
        listed = true;
        listedMask = mask;
    }

    void unlist() {
        listed = false;
        listedMask = NOT_LISTED;
    }
}
