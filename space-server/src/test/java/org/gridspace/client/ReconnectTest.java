package org.gridspace.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jini.core.lease.Lease;
import org.gridspace.failure.SessionLost;
import org.gridspace.server.net.Limits;
import org.gridspace.server.net.SpaceServer;
import org.gridspace.server.net.SpaceServerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that break at random places: nothing is lost and nothing happens twice. */
@Timeout(120)
class ReconnectTest {
    private static final Marker ANY_JOB = new Marker("job", null);
    /** A session that ends soon, a heartbeat that keeps it alive, and acknowledgements that are never sent by themselves. */
    private static final ClientConfig SHORT = new ClientConfig(1_500, 400, 1_000, 600_000);

    /** The same without a heartbeat: nothing acknowledges by the way. */
    private static final ClientConfig MUTE = new ClientConfig(1_500, 600_000, 1_000, 600_000);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private SpaceServer server;
    private SpaceClient direct;

    @BeforeEach
    void start() throws Exception {
        server = SpaceServer.start(new SpaceServerConfig("cut", "127.0.0.1", 0, UUID.randomUUID(), Limits.standard()));
        direct = SpaceClient.connect(server.address());
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        direct.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void writesAndTakes_connectionsCutAtRandom_eachHappensOnce(long seed) throws Exception {
        try (var proxy = new CuttingProxy(server.address(), seed, 3_000);
                SpaceClient writing = connect(proxy, ClientConfig.STANDARD);
                SpaceClient taking = connect(proxy, ClientConfig.STANDARD)) {
            int writers = 4;
            int each = 250;
            List<Future<?>> working = new ArrayList<>();
            Queue<Integer> taken = new ConcurrentLinkedQueue<>();
            for (int w = 0; w < writers; w++) {
                int first = w * each;
                working.add(threads.submit(() -> {
                    for (int i = first; i < first + each; i++) {
                        writing.write(new Marker("job", i), Lease.FOREVER).get();
                    }
                    return null;
                }));
                working.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        taken.add(taking.take(ANY_JOB, Long.MAX_VALUE)
                                .future()
                                .get()
                                .orElseThrow()
                                .number);
                    }
                    return null;
                }));
            }
            for (Future<?> work : working) {
                work.get(100, SECONDS);
            }
            assertThat(taken)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, writers * each).boxed().toList());
            assertThat(entries()).isZero();
            assertThat(proxy.cuts()).as("cuts, seed %d", seed).isGreaterThan(10);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void pipelinedWrites_connectionsCutAtRandom_keepTheirOrder(long seed) throws Exception {
        try (var proxy = new CuttingProxy(server.address(), seed, 20_000);
                SpaceClient writing = connect(proxy, ClientConfig.STANDARD)) {
            List<Future<SpaceLease>> writes = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                writes.add(writing.write(new Marker("job", i), Lease.FOREVER));
            }
            proxy.stopCutting();
            for (Future<SpaceLease> write : writes) {
                write.get(60, SECONDS);
            }
            for (int i = 0; i < 2_000; i++) {
                assertThat(direct.take(ANY_JOB, 0).future().get().orElseThrow().number)
                        .isEqualTo(i);
            }
            assertThat(entries()).isZero();
        }
    }

    @Test
    void blockedTake_whileCutOff_matchesNothing_andGoesOnAfterwards() throws Exception {
        try (var proxy = new CuttingProxy(server.address(), 1, 0);
                SpaceClient client = connect(proxy, ClientConfig.STANDARD)) {
            PendingMatch<Marker> take = client.take(ANY_JOB, Long.MAX_VALUE);
            client.take(new Marker("probe", null), Long.MAX_VALUE);
            client.census().get(); // both takes are in the space now
            proxy.refuse(true);
            await().until(
                            () -> { // the space has noticed: a probe isn't swallowed
                                direct.write(new Marker("probe", 0), Lease.FOREVER)
                                        .get();
                                return direct.take(new Marker("probe", 0), 0)
                                        .future()
                                        .get()
                                        .isPresent();
                            });
            direct.write(new Marker("job", 2), Lease.FOREVER).get();
            assertThat(take.future()).isNotDone();
            proxy.refuse(false);
            assertThat(take.future().get(30, SECONDS))
                    .get()
                    .extracting(found -> found.number)
                    .isEqualTo(2);
        }
    }

    @Test
    void take_clientDiesBeforeAcknowledging_isBackAfterItsSession() throws Exception {
        direct.write(new Marker("job", 1), Lease.FOREVER).get();
        try (var proxy = new CuttingProxy(server.address(), 1, 0);
                SpaceClient dying = connect(proxy, MUTE)) {
            PendingMatch<Marker> blocked = dying.take(new Marker("other", null), Long.MAX_VALUE);
            assertThat(dying.take(ANY_JOB, 0).future().get()).isPresent();
            proxy.refuse(true);
            assertThat(direct.read(ANY_JOB, 0).future().get()).isEmpty();
            Optional<Marker> back = direct.take(ANY_JOB, 30_000).future().get(40, SECONDS);
            assertThat(back).get().extracting(found -> found.number).isEqualTo(1);
            assertThatThrownBy(() -> blocked.future().get(30, SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SessionLost.class)
                    .hasMessageContaining(Marker.class.getName());
        }
    }

    @Test
    void hold_clientDies_isBackAfterItsLease() throws Exception {
        direct.write(new Marker("job", 1), Lease.FOREVER).get();
        try (var proxy = new CuttingProxy(server.address(), 1, 0);
                SpaceClient dying = connect(proxy, ClientConfig.STANDARD)) {
            assertThat(dying.takeHeld(ANY_JOB, 0, 700).future().get()).isPresent();
            proxy.refuse(true);
            assertThat(direct.readIfExists(ANY_JOB, 0).future().get()).isEmpty();
            assertThat(direct.take(ANY_JOB, 30_000).future().get(40, SECONDS)).isPresent();
        }
    }

    @Test
    void idleSession_outlivesItsLease() throws Exception {
        try (SpaceClient idle = SpaceClient.connect(server.address(), SHORT)) {
            PendingMatch<Marker> blocked = idle.take(ANY_JOB, Long.MAX_VALUE);
            // Longer than the session's lease: only heartbeats have kept it.
            assertThat(direct.take(new Marker("never", null), 2 * SHORT.leaseMillis())
                            .future()
                            .get())
                    .isEmpty();
            direct.write(new Marker("job", 1), Lease.FOREVER).get();
            assertThat(blocked.future().get(30, SECONDS)).isPresent();
        }
    }

    @Test
    void requests_afterALostSession_openANewOne() throws Exception {
        try (var proxy = new CuttingProxy(server.address(), 1, 0);
                SpaceClient client = connect(proxy, SHORT)) {
            PendingMatch<Marker> blocked = client.take(ANY_JOB, Long.MAX_VALUE);
            client.census().get();
            proxy.refuse(true);
            assertThatThrownBy(() -> blocked.future().get(30, SECONDS)).hasCauseInstanceOf(SessionLost.class);
            assertThatThrownBy(() ->
                            client.write(new Marker("job", 1), Lease.FOREVER).get(30, SECONDS))
                    .hasCauseInstanceOf(java.rmi.ConnectException.class)
                    .hasMessageContaining("nothing happened");
            proxy.refuse(false);
            client.write(new Marker("job", 2), Lease.FOREVER).get(30, SECONDS);
            assertThat(direct.take(ANY_JOB, 0).future().get())
                    .get()
                    .extracting(found -> found.number)
                    .isEqualTo(2);
            assertThat(entries()).isZero();
        }
    }

    private long entries() throws Exception {
        return direct.census().get().stream().mapToLong(TypeCount::entries).sum();
    }

    /** Connects, however often the proxy cuts that. */
    private static SpaceClient connect(CuttingProxy proxy, ClientConfig config) {
        return await().ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> SpaceClient.connect(proxy.address(), config), client -> true);
    }
}
