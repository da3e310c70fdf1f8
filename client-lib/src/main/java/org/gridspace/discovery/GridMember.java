package org.gridspace.discovery;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jini.admin.JoinAdmin;
import net.jini.config.ConfigurationException;
import net.jini.core.entry.Entry;
import net.jini.core.lookup.ServiceID;
import net.jini.lease.LeaseRenewalManager;
import net.jini.lookup.JoinManager;
import net.jini.lookup.entry.Name;
import net.jini.security.ProxyPreparer;

/**
 * A registration that lasts: with every tracker of a network, and again within seconds with each that comes back. A member
 * that dies disappears from the trackers after {@value #LEASE_MILLIS} ms. Thread-safe.
 */
public final class GridMember implements AutoCloseable {
    /** How long a tracker keeps a member that is no longer there. */
    public static final long LEASE_MILLIS = 30_000;

    private static final Logger LOG = System.getLogger(GridMember.class.getName());
    private static final long CLOSE_MILLIS = 2_000;

    private final TrackerSearch search;
    private final JoinManager join;
    private final List<JoinManager> companions;
    private final CountDownLatch registered;

    private GridMember(
            TrackerSearch search, JoinManager join, List<JoinManager> companions, CountDownLatch registered) {
        this.search = search;
        this.join = join;
        this.companions = companions;
        this.registered = registered;
    }

    /**
     * Begins to register; returns at once.
     *
     * @param proxy what clients get when they look the member up
     * @throws IllegalArgumentException if the proxy isn't serializable
     */
    public static GridMember join(GridNetwork network, MemberInfo info, Object proxy) {
        return join(network, info, proxy, Map.of());
    }

    /**
     * As {@link #join(GridNetwork, MemberInfo, Object)}, and registers further services of the same member with the same trackers, under
     * its name, but not as members of their own.
     *
     * @param services their proxies by their identities
     */
    public static GridMember join(GridNetwork network, MemberInfo info, Object proxy, Map<UUID, Object> services) {
        requireSerializable(proxy);
        services.values().forEach(GridMember::requireSerializable);
        CountDownLatch registered = new CountDownLatch(1 + services.size());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Entry[] attributes = {new Name(info.name()), new FoundMember(info, now).peer()};
        TrackerSearch search = new TrackerSearch(network);
        LeaseRenewalManager leases = new LeaseRenewalManager();
        try {
            JoinManager join = new JoinManager(
                    proxy, attributes, id(info.id()), search, leases, configuration(registered));
            List<JoinManager> companions = new ArrayList<>();
            for (Map.Entry<UUID, Object> service : services.entrySet()) {
                companions.add(new JoinManager(
                        service.getValue(),
                        new Entry[] {new Name(info.name())},
                        id(service.getKey()),
                        search,
                        leases,
                        configuration(registered)));
            }
            return new GridMember(search, join, companions, registered);
        } catch (IOException e) {
            search.close();
            throw new UncheckedIOException(e);
        } catch (ConfigurationException e) {
            search.close();
            throw new IllegalStateException(e);
        }
    }

    private static void requireSerializable(Object proxy) {
        if (!(proxy instanceof Serializable)) {
            throw new IllegalArgumentException(proxy.getClass().getName() + " is not serializable");
        }
    }

    private static ServiceID id(UUID id) {
        return new ServiceID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** Counts the first registration of one service. */
    private static RiverConfiguration configuration(CountDownLatch registered) {
        AtomicBoolean counted = new AtomicBoolean();
        // River prepares, that is hands out for inspection, the registration that it has just got.
        ProxyPreparer preparer = registration -> {
            if (counted.compareAndSet(false, true)) {
                registered.countDown();
            }
            return registration;
        };
        return new RiverConfiguration(Map.of(
                "net.jini.lookup.JoinManager.maxLeaseDuration",
                LEASE_MILLIS,
                "net.jini.lookup.JoinManager.registrationPreparer",
                preparer));
    }

    /** Waits for the first registration, of all its services. */
    public boolean awaitRegistered(Duration timeout) throws InterruptedException {
        return registered.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * What an administrator may do with the registration: its attributes (those of this project itself excepted), the trackers that are named, as
     * locators, and the groups that are searched by multicast, none as long as trackers are named. Changes act at once, and last as long as the
     * member does.
     */
    public JoinAdmin administration() {
        return new JoinControl(join, search);
    }

    /** Takes the registrations back, where trackers answer; waits for at most two seconds. */
    @Override
    public void close() {
        Thread leave = new Thread(
                () -> {
                    join.terminate();
                    companions.forEach(JoinManager::terminate);
                },
                "gridspace-leave");
        leave.setDaemon(true);
        leave.start();
        try {
            leave.join(CLOSE_MILLIS);
            if (leave.isAlive()) {
                LOG.log(Level.DEBUG, "A tracker doesn't answer; it will forget this member by itself");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        search.close();
    }
}
