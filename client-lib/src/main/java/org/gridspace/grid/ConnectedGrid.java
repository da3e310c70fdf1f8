package org.gridspace.grid;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import net.jini.space.JavaSpace05;
import org.gridspace.client.SpaceClient;
import org.gridspace.code.CodeCollector;
import org.gridspace.discovery.FoundSpace;
import org.gridspace.discovery.GridDiscovery;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.TrackerAddress;
import org.gridspace.failure.GridUnavailable;
import org.gridspace.job.OwnerSecret;
import org.jspecify.annotations.Nullable;

/** A grid around a space that discovery found. Thread-safe. */
final class ConnectedGrid implements Grid {
    private static final System.Logger LOG = System.getLogger(ConnectedGrid.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final Duration PROBE = Duration.ofSeconds(1);

    private final FoundSpace space;
    private final JobMaster.GridSession session;
    private final Set<SpaceExecutor> open = ConcurrentHashMap.newKeySet();

    private ConnectedGrid(FoundSpace space, SpaceClient client) {
        this.space = space;
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "gridspace-leases");
            thread.setDaemon(true);
            return thread;
        });
        session = new JobMaster.GridSession(client, new CodeCollector(), secret(), timer);
    }

    private static @Nullable OwnerSecret secret() {
        try {
            return OwnerSecret.load(OwnerSecret.defaultFile());
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "without this user's secret workers treat jobs as a stranger''s: {0}",
                    e.toString());
            return null;
        }
    }

    static Grid connect(GridAddress address) {
        try {
            InetAddress.getByName(address.host());
        } catch (UnknownHostException e) {
            throw new GridUnavailable("no such host: " + address.host(), e);
        }
        var tracker = new TrackerAddress(address.host(), address.port());
        return connect(GridNetwork.loopback(tracker), address.space());
    }

    static Grid connect(GridNetwork network, @Nullable String name) {
        try (GridDiscovery discovery = GridDiscovery.open(network)) {
            FoundSpace found = find(discovery, network, name);
            return new ConnectedGrid(found, found.proxy().client());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GridUnavailable("interrupted while looking for " + what(name), e);
        } catch (RemoteException e) {
            throw new GridUnavailable("the space that was found can't be reached: " + e.getMessage(), e);
        }
    }

    private static FoundSpace find(GridDiscovery discovery, GridNetwork network, @Nullable String name)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String trackers = network.trackers().isEmpty()
                ? "by multicast"
                : network.trackers().stream().map(t -> "at " + t).collect(Collectors.joining(" or "));
        if (!discovery.awaitTracker(PATIENCE)) {
            throw new GridUnavailable("no tracker " + trackers + " within " + PATIENCE.toSeconds() + " seconds");
        }
        Optional<FoundSpace> first = discovery.awaitSpace(name, Duration.ofNanos(deadline - System.nanoTime()));
        if (first.isEmpty()) {
            String others = names(discovery.spaces());
            throw new GridUnavailable("no " + what(name) + " known to the tracker " + trackers
                    + (others.isEmpty() ? "" : "; it knows " + others));
        }
        if (name == null) {
            List<FoundSpace> alive = new ArrayList<>(discovery.spaces());
            alive.removeIf(candidate -> !candidate.isAlive(PROBE));
            if (alive.size() > 1) {
                throw new GridUnavailable("several spaces to choose from, name one in the address: " + names(alive));
            }
        }
        return first.get();
    }

    private static String what(@Nullable String name) {
        return name == null ? "space" : "space " + name;
    }

    private static String names(List<FoundSpace> spaces) {
        return spaces.stream().map(found -> found.address().name()).collect(Collectors.joining(", "));
    }

    @Override
    public JavaSpace05 space() {
        return space.proxy();
    }

    @Override
    public GridExecutor executor(String job, JobOptions options) {
        var master = new JobMaster(session, job, options);
        var self = new SpaceExecutor[1];
        self[0] = new SpaceExecutor(master, job, () -> open.remove(self[0]));
        open.add(self[0]);
        return self[0];
    }

    @Override
    public void close() {
        open.forEach(SpaceExecutor::shutdownNow);
        long deadline = System.nanoTime() + FAREWELL.toNanos();
        try {
            for (SpaceExecutor executor : open) {
                executor.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // leaves without waiting: what's left goes with its lease
        }
        session.timer().shutdown();
    }

    @Override
    public String toString() {
        return "Grid[" + space.address() + "]";
    }
}
