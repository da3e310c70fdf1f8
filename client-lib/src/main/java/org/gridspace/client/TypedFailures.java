package org.gridspace.client;

import java.rmi.ConnectException;
import java.rmi.RemoteException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import net.jini.core.entry.UnusableEntryException;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.core.transaction.TransactionException;
import org.gridspace.failure.EntryUnusable;
import org.gridspace.failure.GridException;
import org.gridspace.failure.GridUnavailable;
import org.gridspace.failure.RequestDenied;
import org.gridspace.failure.SessionLost;
import org.gridspace.failure.TransactionEnded;

/** Jini's checked exceptions and the client's own as the unchecked ones of the typed face. */
final class TypedFailures {
    private TypedFailures() {}

    /** What a program is told of a problem. */
    static RuntimeException of(Throwable problem) {
        Throwable cause = problem;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof GridException || cause instanceof IllegalArgumentException) {
            return (RuntimeException) cause;
        } else if (cause instanceof ConnectException) {
            return new GridUnavailable(message, cause);
        } else if (cause instanceof HoldLost
                || cause instanceof TransactionException
                || cause instanceof UnknownLeaseException) {
            return new TransactionEnded(message, cause);
        } else if (cause instanceof RequestRefused) {
            return new RequestDenied(message, cause);
        } else if (cause instanceof UnusableEntryException unusable) {
            return new EntryUnusable("an entry that can't be made an object here: " + reason(unusable), cause);
        } else if (cause instanceof RemoteException && cause.getCause() instanceof GridException known) {
            return known;
        }
        return new SessionLost("the space's answer is of no use: " + cause, cause);
    }

    private static String reason(UnusableEntryException unusable) {
        Throwable[] nested = unusable.nestedExceptions;
        String fields = unusable.unusableFields == null ? "" : String.join(", ", unusable.unusableFields) + ": ";
        return nested == null || nested.length == 0 ? unusable.toString() : fields + nested[0];
    }
}
