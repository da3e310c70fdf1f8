package org.gridspace.client;

import com.sun.jini.outrigger.AdminIterator;
import com.sun.jini.outrigger.JavaSpaceAdmin;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionException;
import net.jini.space.JavaSpace;
import org.jspecify.annotations.Nullable;

/**
 * The administration of a space, as River's service browser uses it: where it is registered, what is in it, and its end. Two are equal if they are
 * of the same space. Thread-safe.
 *
 * <p><b>Who may.</b> As long as no keys are configured everybody who can reach the space, which without {@code --insecure-network} is everybody on this
 * machine: it asks for no more than writing and taking entries does. What is changed lasts until the space's process ends.
 *
 * <p>The methods of {@code JoinAdmin} and {@code DestroyAdmin} call the host over JERI, and throw {@link NoSuchObjectException} if the space's proxy came from
 * somewhere else than a lookup service and therefore doesn't know the host. Attributes may only be of Jini's and River's classes: the host reads no
 * class of a stranger. Contents are read by this process as any other match set.
 */
final class SpaceAdmin implements JavaSpaceAdmin, Serializable {
    private static final long serialVersionUID = 1L;

    private final RemoteSpace space;
    private final @Nullable SpaceControl control;

    SpaceAdmin(RemoteSpace space, @Nullable SpaceControl control) {
        this.space = space;
        this.control = control;
    }

    private SpaceControl control() throws NoSuchObjectException {
        if (control == null) {
            throw new NoSuchObjectException(
                    "This proxy of " + space + " doesn't know its host: look the space up to administer it");
        }
        return control;
    }

    @Override
    public JavaSpace space() {
        return space;
    }

    @Override
    public AdminIterator contents(@Nullable Entry template, @Nullable Transaction transaction)
            throws TransactionException, RemoteException {
        return contents(template, transaction, USE_DEFAULT);
    }

    /**
     * What is in the space.
     *
     * @param template null: everything
     * @param fetchSize how many entries to fetch at a time, a hint; {@link #USE_DEFAULT} or above 0
     */
    @Override
    public AdminIterator contents(@Nullable Entry template, @Nullable Transaction transaction, int fetchSize)
            throws TransactionException, RemoteException {
        if (fetchSize <= 0 && fetchSize != USE_DEFAULT) {
            throw new IllegalArgumentException("a fetch size of " + fetchSize);
        }
        return SpaceContents.open(space, template, transaction);
    }

    /** Ends the host and with it the space, shortly after this has returned. */
    @Override
    public void destroy() throws RemoteException {
        control().destroy();
    }

    @Override
    public Entry[] getLookupAttributes() throws RemoteException {
        return control().getLookupAttributes();
    }

    @Override
    public void addLookupAttributes(Entry[] attributes) throws RemoteException {
        control().addLookupAttributes(attributes);
    }

    @Override
    public void modifyLookupAttributes(Entry[] templates, Entry[] attributes) throws RemoteException {
        control().modifyLookupAttributes(templates, attributes);
    }

    @Override
    public String[] getLookupGroups() throws RemoteException {
        return control().getLookupGroups();
    }

    @Override
    public void addLookupGroups(String[] groups) throws RemoteException {
        control().addLookupGroups(groups);
    }

    @Override
    public void removeLookupGroups(String[] groups) throws RemoteException {
        control().removeLookupGroups(groups);
    }

    @Override
    public void setLookupGroups(String[] groups) throws RemoteException {
        control().setLookupGroups(groups);
    }

    @Override
    public LookupLocator[] getLookupLocators() throws RemoteException {
        return control().getLookupLocators();
    }

    @Override
    public void addLookupLocators(LookupLocator[] locators) throws RemoteException {
        control().addLookupLocators(locators);
    }

    @Override
    public void removeLookupLocators(LookupLocator[] locators) throws RemoteException {
        control().removeLookupLocators(locators);
    }

    @Override
    public void setLookupLocators(LookupLocator[] locators) throws RemoteException {
        control().setLookupLocators(locators);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpaceAdmin admin && admin.space.equals(space);
    }

    @Override
    public int hashCode() {
        return space.hashCode();
    }

    @Override
    public String toString() {
        return "administration of " + space;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (space == null) {
            throw new InvalidObjectException("an administration without a space");
        }
    }
}
