package org.gridspace.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridspace.discovery.GridDiscovery;
import org.gridspace.discovery.GridMember;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.TrackerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What members do when a tracker goes and comes back. */
class TrackerRestartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The promise. */
    private static final Duration BACK = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    private static TrackerConfig at(int port, Path data) {
        return new TrackerConfig(GridNetwork.LOOPBACK, port, 0, data, List.of(), false);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(GridNetwork.LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    /** A tracker in a process of its own that dies with this one. */
    private static final class Child implements AutoCloseable {
        private final Process process;
        final URI http;

        Child(int port, String data) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            TrackerProcess.class.getName(),
                            Integer.toString(port),
                            data)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            assertThat(line).isNotNull();
            http = URI.create(line);
        }

        /** kill -9 */
        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void member_trackerKilledAndBack_registersAgain(boolean keepsData) throws Exception {
        int port = freePort();
        String data = keepsData ? temp.resolve("data").toString() : "";
        TrackerAddress address = new TrackerAddress(GridNetwork.LOOPBACK, port);
        try (GridMember member = Members.space("render", address);
                ServerSocket living = new ServerSocket(0, 10, InetAddress.getByName(GridNetwork.LOOPBACK));
                GridMember other = Members.space("other", living.getLocalPort(), address);
                GridDiscovery discovery = GridDiscovery.open(GridNetwork.loopback(address))) {
            try (Child first = new Child(port, data)) {
                assertThat(member.awaitRegistered(PATIENCE)).isTrue();
                assertThat(other.awaitRegistered(PATIENCE)).isTrue();
                assertThat(Get.names(first.http, "space")).containsExactly("other", "render");
                assertThat(discovery.awaitTracker(PATIENCE)).isTrue();
            }
            try (Child second = new Child(port, data)) {
                await().atMost(BACK).until(() -> both(second));
                if (keepsData) {
                    // It remembers them, but for one lease only: whoever is listed after that renews.
                    await().during(GridMember.LEASE_MILLIS + 3_000, TimeUnit.MILLISECONDS)
                            .pollInterval(Duration.ofSeconds(1))
                            .atMost(BACK.plusSeconds(30))
                            .until(() -> both(second));
                }
                await().atMost(BACK).until(() -> discovery.spaces().size() == 2);
            }
        }
    }

    private static boolean both(Child tracker) throws IOException, InterruptedException {
        return Get.names(tracker.http, "space").equals(List.of("other", "render"));
    }

    @Test
    void member_trackerAwayForSeconds_registersAgain() throws Exception {
        TrackerServer first = TrackerServer.start(at(0, null));
        int port = first.address().port();
        try (GridMember member = Members.space("render", first.address());
                GridDiscovery discovery = GridDiscovery.open(GridNetwork.loopback(first.address()))) {
            assertThat(member.awaitRegistered(PATIENCE)).isTrue();
            assertThat(discovery.awaitTracker(PATIENCE)).isTrue();
            first.close();
            await().atMost(PATIENCE).until(() -> !discovery.awaitTracker(Duration.ZERO));
            long start = System.nanoTime();
            try (TrackerServer second = TrackerServer.start(at(port, null))) {
                await().atMost(BACK)
                        .until(() -> Get.names(second.http(), "space").equals(List.of("render")));
                System.getLogger(getClass().getName())
                        .log(System.Logger.Level.INFO, "back after {0} ms", (System.nanoTime() - start) / 1_000_000);
            }
        } finally {
            first.close();
        }
    }

    @Test
    void member_noTrackerAtStart_registersWhenOneComes() throws Exception {
        int port = freePort();
        try (GridMember member = Members.space("render", new TrackerAddress(GridNetwork.LOOPBACK, port))) {
            assertThat(member.awaitRegistered(Duration.ofMillis(500))).isFalse();
            try (TrackerServer tracker = TrackerServer.start(at(port, null))) {
                assertThat(member.awaitRegistered(Duration.ofSeconds(5))).isTrue();
                assertThat(Get.names(tracker.http(), "space")).containsExactly("render");
            }
        }
    }

    @Test
    void tracker_killedWithData_knowsItsMembersAtOnce() throws Exception {
        int port = freePort();
        String data = temp.resolve("data").toString();
        TrackerAddress address = new TrackerAddress(GridNetwork.LOOPBACK, port);
        Child first = new Child(port, data);
        GridMember member = Members.space("render", address);
        assertThat(member.awaitRegistered(PATIENCE)).isTrue();
        first.close();
        // The member can't take its registration back: nobody's there.
        member.close();
        try (Child second = new Child(port, data)) {
            assertThat(Get.names(second.http, "space")).containsExactly("render");
        }
    }
}
