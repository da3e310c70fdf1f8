package org.gridspace.server.host;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.client.RemoteSpace;
import org.gridspace.client.SpaceAddress;
import org.gridspace.client.SpaceTransactions;
import org.gridspace.discovery.CodebaseJar;
import org.gridspace.discovery.FoundMember;
import org.gridspace.discovery.FoundSpace;
import org.gridspace.discovery.GridDiscovery;
import org.gridspace.discovery.GridMember;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.LocalHttp;
import org.gridspace.discovery.MemberInfo;
import org.gridspace.discovery.TrackerAddress;
import org.gridspace.server.net.Limits;
import org.gridspace.server.net.SpaceServer;
import org.gridspace.server.net.SpaceServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * A hosted space: it serves clients, is registered with every tracker of its network, offers its proxy for download, and can be
 * administered by whoever can reach it ({@code RemoteSpace.getAdmin}). Thread-safe.
 *
 * <p>A name belongs to one living space in the groups of a network. It is looked for before the space registers and again
 * after, when two that started at the same moment see each other: the one that joined later gives way. That is a courtesy
 * among cooperating hosts, not a lock: two networks that are joined later may have a name twice.
 */
public final class SpaceHost implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(SpaceHost.class);

    /** How long a start waits for a tracker before it goes on without; the check of the name needs one. */
    private static final Duration TRACKER = Duration.ofMillis(1_500);

    private static final Duration ALIVE = Duration.ofSeconds(1);

    private final SpaceAddress address;
    private final @Nullable URI http;
    private final GridMember member;
    private final Deque<Closing> closings;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** One step of the end. */
    private interface Closing {
        void close() throws IOException;
    }

    private SpaceHost(SpaceAddress address, @Nullable URI http, GridMember member, Deque<Closing> closings) {
        this.address = address;
        this.http = http;
        this.member = member;
        this.closings = closings;
    }

    /**
     * Starts it; it serves when this returns, and is registered as soon as a tracker answers.
     *
     * @throws NameTaken if another living space has the name; nothing is left behind then
     * @throws IOException if it can't listen, a {@link java.net.BindException} naming host and port if one is taken
     */
    public static SpaceHost start(SpaceHostConfig config) throws IOException, NameTaken {
        Deque<Closing> closings = new ArrayDeque<>();
        try (GridDiscovery discovery = GridDiscovery.open(config.network())) {
            UUID id = UUID.randomUUID();
            boolean trackerUp = discovery.awaitTracker(TRACKER);
            if (trackerUp) {
                requireFree(discovery, config.name(), id);
            }
            SpaceHost host = start(config, id, closings);
            if (trackerUp && host.awaitRegistered(TRACKER)) {
                requireFirst(discovery, host.address);
            }
            return host;
        } catch (IOException | NameTaken | RuntimeException e) {
            close(closings);
            throw e;
        } catch (InterruptedException e) {
            close(closings);
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while it started", e);
        }
    }

    private static SpaceHost start(SpaceHostConfig config, UUID id, Deque<Closing> closings) throws IOException {
        GridNetwork network = config.network();
        SpaceServer server = serve(config, id);
        closings.push(server::close);
        SpaceAddress address =
                new SpaceAddress(network.advertisedHost(), server.address().port(), id, config.name());
        Map<String, String> attributes = new HashMap<>(Map.of("durability", "memory"));
        Optional<CodebaseJar> jar = CodebaseJar.gridspace();
        URI http = null;
        if (jar.isPresent()) {
            LocalHttp downloads = LocalHttp.start(network.host(), config.httpPort());
            closings.push(downloads::close);
            closings.push(jar.get().publish(downloads)::close);
            http = downloads.uri();
            attributes.put("http", http.toString());
        }
        String listening = new TrackerAddress(address.host(), address.port()).toString();
        MemberInfo info = new MemberInfo(MemberInfo.SPACE, config.name(), id, listening, attributes);
        HostControl.Exported exported = HostControl.export(network.host());
        HostControl control = exported.control();
        closings.push(control::close);
        SpaceTransactions manager = new SpaceTransactions(address);
        GridMember member = GridMember.join(
                network, info, new RemoteSpace(address, exported.stub()), Map.of(manager.managerId(), manager));
        closings.push(member::close);
        LOG.info("Space {} ({}) at {}", config.name(), id, listening);
        SpaceHost host = new SpaceHost(address, http, member, closings);
        control.begin(member.administration(), host::close);
        return host;
    }

    private static SpaceServer serve(SpaceHostConfig config, UUID id) throws IOException {
        String host = config.network().host();
        try {
            return SpaceServer.start(new SpaceServerConfig(
                    config.name(), host, config.port(), id, Limits.standard(), config.callsListeners()));
        } catch (BindException e) {
            throw LocalHttp.taken(host, config.port(), e);
        }
    }

    private static void requireFree(GridDiscovery discovery, String name, UUID id) throws NameTaken {
        for (FoundSpace space : rivals(discovery, name, id)) {
            throw new NameTaken(space.address());
        }
    }

    /** Of two that see each other, the one that joined later gives way. */
    private static void requireFirst(GridDiscovery discovery, SpaceAddress own) throws NameTaken {
        List<FoundSpace> rivals = rivals(discovery, own.name(), own.spaceId());
        if (rivals.isEmpty()) {
            return;
        }
        Map<UUID, Instant> since = new HashMap<>();
        for (FoundMember found : discovery.members()) {
            since.put(found.info().id(), found.since());
        }
        Comparator<UUID> order = Comparator.comparing((UUID id) -> since.getOrDefault(id, Instant.MAX))
                .thenComparing(Comparator.naturalOrder());
        for (FoundSpace rival : rivals) {
            if (order.compare(rival.address().spaceId(), own.spaceId()) < 0) {
                throw new NameTaken(rival.address());
            }
        }
    }

    private static List<FoundSpace> rivals(GridDiscovery discovery, String name, UUID id) {
        return discovery.spaces().stream()
                .filter(space -> space.address().name().equals(name)
                        && !space.address().spaceId().equals(id))
                .filter(space -> space.isAlive(ALIVE))
                .toList();
    }

    /** Where it serves, as others see it. */
    public SpaceAddress address() {
        return address;
    }

    /** Where its proxy can be downloaded; empty if this build has no jar for that. */
    public Optional<URI> http() {
        return Optional.ofNullable(http);
    }

    /** Waits for the first registration with a tracker. */
    public boolean awaitRegistered(Duration timeout) throws InterruptedException {
        return member.awaitRegistered(timeout);
    }

    /** Takes its registration back and ends; within about four seconds, whatever state the trackers are in. */
    @Override
    public void close() {
        synchronized (closings) {
            close(closings);
        }
        closed.countDown();
    }

    /** Waits until the space has ended, because it was closed or because an administrator destroyed it. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** The newest first. */
    private static void close(Deque<Closing> closings) {
        while (!closings.isEmpty()) {
            try {
                closings.pop().close();
            } catch (IOException | RuntimeException e) {
                LOG.warn("A part of the space's host didn't end well", e);
            }
        }
    }
}
