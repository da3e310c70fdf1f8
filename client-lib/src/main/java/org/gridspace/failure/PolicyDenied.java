package org.gridspace.failure;

import org.jspecify.annotations.Nullable;

/** A policy refused the work before it began. Nothing happened; a retry meets the same policy. */
public final class PolicyDenied extends GridException {
    private static final long serialVersionUID = 1L;

    /** Says what happened. */
    public PolicyDenied(String message) {
        this(message, null);
    }

    /** Says what happened and why. */
    public PolicyDenied(String message, @Nullable Throwable cause) {
        super(message, cause, Happened.NO, true);
    }
}
