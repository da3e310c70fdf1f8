package org.gridspace.failure;

import org.jspecify.annotations.Nullable;

/**
 * Root of what can go wrong in a grid. Unchecked; every failure says whether the operation took effect and whether
 * trying again is safe.
 */
public abstract sealed class GridException extends RuntimeException
        permits EntryUnusable,
                GridUnavailable,
                PolicyDenied,
                RequestDenied,
                SessionLost,
                TaskFailed,
                TransactionEnded,
                WorkerLost {
    private static final long serialVersionUID = 1L;

    /** Whether the failed operation took effect. */
    public enum Happened {
        /** It did not, and never will. */
        NO,
        /** It did. */
        YES,
        /** Nobody can tell any more. */
        UNKNOWN
    }

    private final Happened happened;
    private final boolean retrySafe;

    GridException(String message, @Nullable Throwable cause, Happened happened, boolean retrySafe) {
        super(message, cause);
        this.happened = happened;
        this.retrySafe = retrySafe;
    }

    /** Whether the operation took effect. */
    public Happened happened() {
        return happened;
    }

    /** Whether the same call may be made again without doing the work twice. */
    public boolean isRetrySafe() {
        return retrySafe;
    }
}
