package org.gridspace.server.host;

import java.rmi.RemoteException;
import java.rmi.server.ExportException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import net.jini.admin.JoinAdmin;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.export.Exporter;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.client.SpaceControl;
import org.gridspace.discovery.JeriExport;

/**
 * What administrators call: exported over JERI on the host's own address, with arguments read behind
 * {@link org.gridspace.discovery.JiniFilter}. Thread-safe.
 *
 * <p>It asks nobody who he is: whoever can reach the address may administer, as he may take every entry. Without
 * {@code --insecure-network} that is everybody on this machine and nobody else.
 */
final class HostControl implements SpaceControl, AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(HostControl.class);
    private static final long LAST_CALLS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Exporter exporter;
    private final CompletableFuture<Host> host = new CompletableFuture<>();
    private final AtomicBoolean ending = new AtomicBoolean();

    /** What it acts on, which only exists when its own proxy is registered. */
    private record Host(JoinAdmin join, Runnable end) {}

    private HostControl(Exporter exporter) {
        this.exporter = exporter;
    }

    /** Exported, and kept so until it is closed; calls wait for {@link #begin}. */
    static Exported export(String address) throws ExportException {
        Exporter exporter = JeriExport.on(address, method -> true);
        HostControl control = new HostControl(exporter);
        return new Exported(control, (SpaceControl) exporter.export(control));
    }

    /** The object and how others call it. */
    record Exported(HostControl control, SpaceControl stub) {}

    /** From now on it acts on this. */
    void begin(JoinAdmin join, Runnable end) {
        host.complete(new Host(join, end));
    }

    private JoinAdmin join() {
        return host.join().join();
    }

    @Override
    public void destroy() {
        Runnable end = host.join().end();
        if (ending.compareAndSet(false, true)) {
            LOG.info("An administrator ends the space");
            Thread thread = new Thread(end, "gridspace-destroy");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public Entry[] getLookupAttributes() throws RemoteException {
        return join().getLookupAttributes();
    }

    @Override
    public void addLookupAttributes(Entry[] attributes) throws RemoteException {
        join().addLookupAttributes(attributes);
    }

    @Override
    public void modifyLookupAttributes(Entry[] templates, Entry[] attributes) throws RemoteException {
        join().modifyLookupAttributes(templates, attributes);
    }

    @Override
    public String[] getLookupGroups() throws RemoteException {
        return join().getLookupGroups();
    }

    @Override
    public void addLookupGroups(String[] groups) throws RemoteException {
        join().addLookupGroups(groups);
    }

    @Override
    public void removeLookupGroups(String[] groups) throws RemoteException {
        join().removeLookupGroups(groups);
    }

    @Override
    public void setLookupGroups(String[] groups) throws RemoteException {
        join().setLookupGroups(groups);
    }

    @Override
    public LookupLocator[] getLookupLocators() throws RemoteException {
        return join().getLookupLocators();
    }

    @Override
    public void addLookupLocators(LookupLocator[] locators) throws RemoteException {
        join().addLookupLocators(locators);
    }

    @Override
    public void removeLookupLocators(LookupLocator[] locators) throws RemoteException {
        join().removeLookupLocators(locators);
    }

    @Override
    public void setLookupLocators(LookupLocator[] locators) throws RemoteException {
        join().setLookupLocators(locators);
    }

    /** Lets the calls that are at work end, within a second. */
    @Override
    public void close() {
        host.cancel(false);
        long deadline = System.nanoTime() + LAST_CALLS_NANOS;
        while (!exporter.unexport(System.nanoTime() - deadline >= 0)) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
