package org.gridspace.failure;

import org.jspecify.annotations.Nullable;

/**
 * A transaction, or a hold on an entry, had ended before it was used: its lease ran out, it was committed or aborted, or the session that
 * began it is gone. Nothing of it happened; what was taken under it is back in the space.
 */
public final class TransactionEnded extends GridException {
    private static final long serialVersionUID = 1L;

    /** Says what happened and why. */
    public TransactionEnded(String message, @Nullable Throwable cause) {
        super(message, cause, Happened.NO, false);
    }
}
