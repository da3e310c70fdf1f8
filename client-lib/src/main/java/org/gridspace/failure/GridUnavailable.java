package org.gridspace.failure;

import org.jspecify.annotations.Nullable;

/** No tracker, no space, or not the one asked for. Nothing happened; trying again is safe. */
public final class GridUnavailable extends GridException {
    private static final long serialVersionUID = 1L;

    /** Says what happened. */
    public GridUnavailable(String message) {
        this(message, null);
    }

    /** Says what happened and why. */
    public GridUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause, Happened.NO, true);
    }
}
