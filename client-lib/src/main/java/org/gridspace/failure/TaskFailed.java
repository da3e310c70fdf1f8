package org.gridspace.failure;

import org.jspecify.annotations.Nullable;

/** A task could not be run to its end, for a reason that is not an exception of its own. It may have run in part. */
public final class TaskFailed extends GridException {
    private static final long serialVersionUID = 1L;

    /** Says what happened. */
    public TaskFailed(String message) {
        this(message, null);
    }

    /** Says what happened and why. */
    public TaskFailed(String message, @Nullable Throwable cause) {
        super(message, cause, Happened.UNKNOWN, false);
    }
}
