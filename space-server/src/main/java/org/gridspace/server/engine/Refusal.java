package org.gridspace.server.engine;

/** Why a command was not done. */
public enum Refusal {
    /** The session isn't there, or no longer. */
    SESSION_ENDED,
    /** The request's number was acknowledged before; its outcome is forgotten and it isn't done again. */
    STALE_SEQUENCE,
    /** No entry has this lease, or no longer. */
    UNKNOWN_LEASE,
    /** The transaction isn't there, or no longer, or isn't this session's. */
    UNKNOWN_TRANSACTION,
    /** No type has this number. */
    UNKNOWN_TYPE,
    /** A value out of its bounds. */
    BAD_REQUEST,
    /** The space keeps no more of this: types, unacknowledged outcomes, waits. */
    LIMIT,
    /** The transaction can't be joined: it isn't active, or somebody in it isn't accepted. */
    CANNOT_JOIN,
    /** A participant has lost what it did under the transaction, which therefore aborts. */
    CRASH_COUNT,
    /** Somebody whose answer is needed can't be reached. */
    UNREACHABLE,
    /** The transaction is aborted and can't be committed. */
    CANNOT_COMMIT,
    /** The transaction is committed and can't be aborted. */
    CANNOT_ABORT
}
