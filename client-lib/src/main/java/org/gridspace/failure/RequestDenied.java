package org.gridspace.failure;

import org.jspecify.annotations.Nullable;

/**
 * The space refused a request because of one of its limits, which the message names. Nothing happened; trying again is safe, and
 * useless until there is room.
 */
public final class RequestDenied extends GridException {
    private static final long serialVersionUID = 1L;

    /** Says what happened and why. */
    public RequestDenied(String message, @Nullable Throwable cause) {
        super(message, cause, Happened.NO, true);
    }
}
