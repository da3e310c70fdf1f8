package org.gridspace.server.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.rmi.server.RMIClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.core.lookup.ServiceItem;
import net.jini.core.lookup.ServiceTemplate;
import net.jini.core.transaction.TransactionFactory;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.lookup.entry.Name;
import net.jini.space.JavaSpace05;
import org.gridspace.client.RemoteSpace;
import org.gridspace.discovery.GridDiscovery;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.MemberInfo;
import org.gridspace.discovery.TrackerAddress;
import org.gridspace.tracker.TrackerConfig;
import org.gridspace.tracker.TrackerServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpaceHostTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TrackerServer tracker;
    private GridNetwork network;

    @BeforeEach
    void startTracker() throws Exception {
        tracker = TrackerServer.start(TrackerConfig.loopback());
        network = GridNetwork.loopback(tracker.address());
    }

    @AfterEach
    void stopTracker() {
        tracker.close();
    }

    private SpaceHostConfig named(String name) {
        return new SpaceHostConfig(name, network, 0, 0);
    }

    private static SpaceHost registered(SpaceHostConfig config) throws Exception {
        SpaceHost host = SpaceHost.start(config);
        assertThat(host.awaitRegistered(PATIENCE)).isTrue();
        return host;
    }

    @Test
    void start_trackerUp_itsTransactionManagerIsFoundByPlainJini() throws Exception {
        try (SpaceHost host = registered(named("render"))) {
            ServiceTemplate template = new ServiceTemplate(
                    null, new Class<?>[] {TransactionManager.class}, new Entry[] {new Name("render")});
            ServiceItem[] items = new LookupLocator("jini://" + tracker.address())
                    .getRegistrar()
                    .lookup(template, 10)
                    .items;
            assertThat(items).hasSize(1);
            var transaction = TransactionFactory.create((TransactionManager) items[0].service, 60_000).transaction;
            var space = new RemoteSpace(host.address());
            space.write(new Name("x"), transaction, 60_000);
            assertThat(space.read(new Name("x"), null, 0)).isNull();
            transaction.commit();
            assertThat(space.read(new Name("x"), null, 0)).isNotNull();
            try (GridDiscovery discovery = GridDiscovery.open(network)) {
                await().atMost(PATIENCE).until(() -> discovery.spaces().size() == 1);
                assertThat(discovery.members())
                        .filteredOn(found -> found.info().kind().equals(MemberInfo.SPACE))
                        .hasSize(1);
            }
        }
    }

    @Test
    void start_trackerUp_isFoundByPlainJini() throws Exception {
        try (SpaceHost host = registered(named("render"))) {
            ServiceTemplate template =
                    new ServiceTemplate(null, new Class<?>[] {JavaSpace05.class}, new Entry[] {new Name("render")});
            ServiceItem[] items = new LookupLocator("jini://" + tracker.address())
                    .getRegistrar()
                    .lookup(template, 10)
                    .items;
            assertThat(items).hasSize(1);
            assertThat(items[0].serviceID.toString())
                    .isEqualTo(host.address().spaceId().toString());
            assertThat(((RemoteSpace) items[0].service).address()).isEqualTo(host.address());
        }
    }

    @Test
    void http_proxyJar_isServedAndNamedInTheAnnotation() throws Exception {
        try (SpaceHost host = registered(named("render"))) {
            URI jar = URI.create(host.http().orElseThrow() + "/codebase/gridspace-dl.jar");
            HttpResponse<byte[]> answer =
                    HttpClient.newHttpClient().send(HttpRequest.newBuilder(jar).build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            // The tracker in this process announced the same jar before.
            assertThat(RMIClassLoader.getClassAnnotation(RemoteSpace.class))
                    .isIn(jar.toString(), tracker.http() + "/codebase/gridspace-dl.jar");
        }
        assertThat(RMIClassLoader.getClassAnnotation(String.class)).isNull();
    }

    @Test
    void start_nameTakenByALivingSpace_namesTheHolder() throws Exception {
        try (SpaceHost holder = registered(named("render"))) {
            assertThatThrownBy(() -> SpaceHost.start(named("render")))
                    .isInstanceOfSatisfying(
                            NameTaken.class, e -> assertThat(e.holder()).isEqualTo(holder.address()))
                    .hasMessageContaining(holder.address().spaceId().toString())
                    .hasMessageContaining("127.0.0.1:" + holder.address().port());
            try (SpaceHost other = registered(named("other"))) {
                assertThat(other.address().spaceId())
                        .isNotEqualTo(holder.address().spaceId());
            }
        }
    }

    @Test
    void start_nameOfADeadSpace_isFree() throws Exception {
        UUID gone = UUID.randomUUID();
        var info = new org.gridspace.discovery.MemberInfo("space", "render", gone, "127.0.0.1:1", java.util.Map.of());
        try (var dead = org.gridspace.discovery.GridMember.join(network, info, "no proxy")) {
            assertThat(dead.awaitRegistered(PATIENCE)).isTrue();
            try (SpaceHost host = registered(named("render"))) {
                assertThat(host.address().name()).isEqualTo("render");
            }
        }
    }

    @Test
    void start_twiceAtTheSameMoment_oneGetsTheName() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Object> start = () -> {
            together.await();
            try {
                return SpaceHost.start(named("render"));
            } catch (NameTaken e) {
                return e;
            }
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        List<Object> outcomes = new ArrayList<>();
        try {
            for (Future<Object> future : pool.invokeAll(List.of(start, start))) {
                outcomes.add(future.get());
            }
            assertThat(outcomes).hasAtLeastOneElementOfType(NameTaken.class);
            assertThat(outcomes).hasAtLeastOneElementOfType(SpaceHost.class);
        } finally {
            pool.shutdownNow();
            for (Object outcome : outcomes) {
                if (outcome instanceof SpaceHost host) {
                    host.close();
                }
            }
        }
    }

    @Test
    void start_portTaken_namesHostAndPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(GridNetwork.LOOPBACK))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> SpaceHost.start(new SpaceHostConfig("render", network, port, 0)))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
            assertThatThrownBy(() -> SpaceHost.start(new SpaceHostConfig("render", network, 0, port)))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
        try (GridDiscovery discovery = GridDiscovery.open(network)) {
            assertThat(discovery.awaitTracker(PATIENCE)).isTrue();
            assertThat(discovery.spaces()).isEmpty();
        }
    }

    @Test
    void start_noTracker_servesAndRegistersLater() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(GridNetwork.LOOPBACK))) {
            port = free.getLocalPort();
        }
        GridNetwork later = GridNetwork.loopback(new TrackerAddress(GridNetwork.LOOPBACK, port));
        try (SpaceHost host = SpaceHost.start(new SpaceHostConfig("render", later, 0, 0))) {
            assertThat(host.awaitRegistered(Duration.ZERO)).isFalse();
            RemoteSpace proxy = new RemoteSpace(host.address());
            assertThat(proxy.readIfExists(null, null, 0)).isNull();
            TrackerConfig config = new TrackerConfig(GridNetwork.LOOPBACK, port, 0, null, List.of(), false);
            try (TrackerServer late = TrackerServer.start(config)) {
                assertThat(host.awaitRegistered(PATIENCE)).isTrue();
                assertThat(late.address().port()).isEqualTo(port);
            }
        }
    }

    @Test
    void close_host_leavesNothingRegistered() throws Exception {
        try (GridDiscovery discovery = GridDiscovery.open(network)) {
            SpaceHost host = registered(named("render"));
            assertThat(discovery.awaitSpace("render", PATIENCE)).isPresent();
            host.close();
            host.close();
            assertThat(discovery.spaces()).isEmpty();
        }
        await().atMost(PATIENCE).untilAsserted(() -> registered(named("render")).close());
    }
}
