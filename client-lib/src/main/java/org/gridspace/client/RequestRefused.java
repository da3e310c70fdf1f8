package org.gridspace.client;

import java.rmi.RemoteException;

/**
 * The space refused a request because of one of its limits or because it found it malformed. It did not happen; a retry is
 * safe and meets the same limit.
 */
public final class RequestRefused extends RemoteException {
    private static final long serialVersionUID = 1L;

    /** Says what was refused and why. */
    public RequestRefused(String message) {
        super(message);
    }
}
