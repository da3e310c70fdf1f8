package org.gridspace.river.activation;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** The activation daemon as River's signatures name it; none exists. */
public interface ActivationSystem extends Remote {
    /** Withdraws an activatable object's registration. */
    void unregisterObject(ActivationID id) throws ActivationException, RemoteException;
}
