package org.gridspace.failure;

import org.jspecify.annotations.Nullable;

/** Every worker that took the task died with it. It may have run in part; whether that matters is for the task to say. */
public final class WorkerLost extends GridException {
    private static final long serialVersionUID = 1L;

    /** Says what happened. */
    public WorkerLost(String message) {
        this(message, null);
    }

    /** Says what happened and why. */
    public WorkerLost(String message, @Nullable Throwable cause) {
        super(message, cause, Happened.UNKNOWN, false);
    }
}
