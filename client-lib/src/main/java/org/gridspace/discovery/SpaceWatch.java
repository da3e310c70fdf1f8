package org.gridspace.discovery;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.rmi.server.ExportException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.jini.core.entry.Entry;
import net.jini.core.event.RemoteEvent;
import net.jini.core.event.RemoteEventListener;
import net.jini.core.lease.Lease;
import net.jini.core.lookup.ServiceRegistrar;
import net.jini.core.lookup.ServiceTemplate;
import net.jini.discovery.DiscoveryEvent;
import net.jini.discovery.DiscoveryListener;
import net.jini.export.Exporter;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners when the spaces of a grid change. The trackers' events only wake it up, their content is never read (it
 * would be a stranger's object); then it asks the trackers. It also asks every ten seconds, in case an event was lost.
 *
 * <p>One daemon thread, which calls the listeners too. Thread-safe.
 */
final class SpaceWatch implements DiscoveryListener, RemoteEventListener, AutoCloseable {
    private static final Logger LOG = System.getLogger(SpaceWatch.class.getName());
    private static final long POLL_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long EVENT_LEASE_MILLIS = 60_000;
    private static final int TRANSITIONS = ServiceRegistrar.TRANSITION_NOMATCH_MATCH
            | ServiceRegistrar.TRANSITION_MATCH_NOMATCH
            | ServiceRegistrar.TRANSITION_MATCH_MATCH;

    private final GridDiscovery discovery;
    private final TrackerSearch search;
    private final Exporter exporter;
    private final RemoteEventListener stub;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Event registrations by registrar; confined to the watch's thread. */
    private final Map<ServiceRegistrar, Lease> leases = new IdentityHashMap<>();

    private boolean nudged;
    private boolean closed;

    private static final class Listener {
        final Consumer<List<FoundSpace>> consumer;

        /** What it was last told; confined to the watch's thread. */
        @Nullable
        List<FoundSpace> told;

        Listener(Consumer<List<FoundSpace>> consumer) {
            this.consumer = consumer;
        }
    }

    SpaceWatch(GridDiscovery discovery, TrackerSearch search, String host) throws ExportException {
        this.discovery = discovery;
        this.search = search;
        exporter = JeriExport.forNudges(host, "notify");
        stub = (RemoteEventListener) exporter.export(this);
        search.addDiscoveryListener(this);
        Thread thread = new Thread(this::run, "gridspace-space-watch");
        thread.setDaemon(true);
        thread.start();
    }

    AutoCloseable add(Consumer<List<FoundSpace>> consumer) {
        Listener listener = new Listener(consumer);
        listeners.add(listener);
        nudge();
        return () -> listeners.remove(listener);
    }

    @Override
    public void notify(@Nullable RemoteEvent unread) {
        nudge();
    }

    @Override
    public void discovered(DiscoveryEvent event) {
        nudge();
    }

    @Override
    public void discarded(DiscoveryEvent event) {
        nudge();
    }

    private synchronized void nudge() {
        nudged = true;
        notifyAll();
    }

    private void run() {
        try {
            while (awaitNudge()) {
                register();
                List<FoundSpace> spaces = discovery.spaces();
                for (Listener listener : listeners) {
                    tell(listener, spaces);
                }
            }
        } catch (InterruptedException | RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "Ends", e);
        }
    }

    private synchronized boolean awaitNudge() throws InterruptedException {
        long deadline = System.nanoTime() + POLL_NANOS;
        long left = POLL_NANOS;
        while (!nudged && !closed && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
        nudged = false;
        return !closed;
    }

    private static void tell(Listener listener, List<FoundSpace> spaces) {
        List<FoundSpace> before = listener.told;
        if (before != null && addresses(before).equals(addresses(spaces))) {
            return;
        }
        listener.told = spaces;
        try {
            listener.consumer.accept(spaces);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A listener failed", e);
        }
    }

    private static List<Object> addresses(List<FoundSpace> spaces) {
        List<Object> addresses = new ArrayList<>();
        spaces.forEach(space -> addresses.add(space.address()));
        return addresses;
    }

    /** Asks every tracker for events, or renews what it promised. */
    private void register() {
        List<ServiceRegistrar> registrars = List.of(search.getRegistrars());
        Set<ServiceRegistrar> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        gone.addAll(leases.keySet());
        registrars.forEach(gone::remove);
        gone.forEach(leases::remove);
        for (ServiceRegistrar registrar : registrars) {
            Lease lease = leases.get(registrar);
            discovery
                    .call(() -> lease == null ? subscribe(registrar) : renewed(lease))
                    .ifPresentOrElse(fresh -> leases.put(registrar, fresh), () -> leases.remove(registrar));
        }
    }

    private Lease subscribe(ServiceRegistrar registrar) throws IOException {
        ServiceTemplate spaces = new ServiceTemplate(null, null, new Entry[] {Peer.ofKind(MemberInfo.SPACE)});
        return registrar
                .notify(spaces, TRANSITIONS, stub, null, EVENT_LEASE_MILLIS)
                .getLease();
    }

    private static Lease renewed(Lease lease) throws Exception {
        if (lease.getExpiration() - System.currentTimeMillis() < EVENT_LEASE_MILLIS / 2) {
            lease.renew(EVENT_LEASE_MILLIS);
        }
        return lease;
    }

    /** Ends; registrations for events run out at the trackers by themselves. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        search.removeDiscoveryListener(this);
        exporter.unexport(true);
    }
}
