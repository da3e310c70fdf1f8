package org.gridspace.client;

import java.rmi.RemoteException;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.core.transaction.CannotAbortException;
import net.jini.core.transaction.CannotCommitException;
import net.jini.core.transaction.CannotJoinException;
import net.jini.core.transaction.server.CrashCountException;
import org.gridspace.wire.Reply;

/** Replies that aren't what was asked for, as exceptions. */
final class Refusals {
    private Refusals() {}

    /** Why there is no proper reply. */
    static Exception problem(Reply reply) {
        if (!(reply instanceof Reply.Refused refused)) {
            return new RemoteException("the space gave an answer that doesn't fit: "
                    + reply.getClass().getSimpleName());
        }
        String detail = refused.detail();
        return switch (refused.reason()) {
            case UNKNOWN_LEASE -> new UnknownLeaseException(detail);
            case UNKNOWN_TRANSACTION -> new HoldLost(detail);
            case CANNOT_JOIN -> new CannotJoinException(detail);
            case CRASH_COUNT -> new CrashCountException(detail);
            case CANNOT_COMMIT -> new CannotCommitException(detail);
            case CANNOT_ABORT -> new CannotAbortException(detail);
            case UNREACHABLE -> new RemoteException(detail);
            case SESSION_ENDED, STALE_SEQUENCE, UNKNOWN_TYPE, BAD_REQUEST, LIMIT ->
                new RequestRefused(refused.reason() + ": " + detail);
        };
    }
}
