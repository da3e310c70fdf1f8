package org.gridspace.failure;

import org.jspecify.annotations.Nullable;

/** A live client lost its session: takes that it had not acknowledged went back into the space. */
public final class SessionLost extends GridException {
    private static final long serialVersionUID = 1L;

    /** Says what happened. */
    public SessionLost(String message) {
        this(message, null);
    }

    /** Says what happened and why. */
    public SessionLost(String message, @Nullable Throwable cause) {
        super(message, cause, Happened.UNKNOWN, false);
    }
}
