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
    LIMIT
}
