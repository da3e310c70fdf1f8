package org.gridspace.river.activation;

import java.rmi.RemoteException;

/** A group of activatable objects; none exists. */
public abstract class ActivationGroup {
    private ActivationGroup() {}

    /** There is no activation system, so this fails. */
    public static ActivationSystem getSystem() throws ActivationException {
        throw new ActivationException("activation is not available");
    }

    /** No object is active, so none can become inactive. */
    public static boolean inactiveObject(ActivationID id) throws ActivationException, RemoteException {
        throw new UnknownObjectException("activation is not available");
    }
}
