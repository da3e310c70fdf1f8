package org.gridspace.river.activation;

import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;

/** The identifier of an activatable object; activating one always fails. */
public class ActivationID implements Serializable {
    private static final long serialVersionUID = 1L;

    /** There is no activation system, so this fails. */
    public Remote activate(boolean force) throws ActivationException, RemoteException {
        throw new ActivationException("activation is not available");
    }
}
