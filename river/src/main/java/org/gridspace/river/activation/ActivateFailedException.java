package org.gridspace.river.activation;

import java.rmi.RemoteException;

/** A call on an activatable object that could not be activated. */
public class ActivateFailedException extends RemoteException {
    private static final long serialVersionUID = 1L;

    /** Says what failed. */
    public ActivateFailedException(String message) {
        super(message);
    }

    /** Says what failed and why. */
    public ActivateFailedException(String message, Exception cause) {
        super(message, cause);
    }
}
