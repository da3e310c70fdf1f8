package org.gridspace.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gridspace.discovery.FoundSpace;
import org.gridspace.discovery.GridDiscovery;
import org.gridspace.discovery.GridMember;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.TrackerAddress;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static List<String> names(List<FoundSpace> spaces) {
        return spaces.stream().map(space -> space.address().name()).toList();
    }

    /** A place where something listens, as a living space does. */
    private static ServerSocket listener() throws Exception {
        return new ServerSocket(0, 10, InetAddress.getByName(GridNetwork.LOOPBACK));
    }

    @Test
    void spaces_unicast_areThoseRegistered() throws Exception {
        try (TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback());
                GridMember one = Members.space("b", tracker.address());
                GridMember two = Members.space("a", tracker.address());
                GridDiscovery discovery = GridDiscovery.open(GridNetwork.loopback(tracker.address()))) {
            assertThat(one.awaitRegistered(PATIENCE)).isTrue();
            assertThat(two.awaitRegistered(PATIENCE)).isTrue();
            assertThat(discovery.awaitTracker(PATIENCE)).isTrue();
            assertThat(names(discovery.spaces())).containsExactly("a", "b");
            assertThat(discovery.members())
                    .extracting(member -> member.info().kind())
                    .containsExactly("space", "space", "tracker");
        }
    }

    @Test
    void spaces_multicastInOwnGroup_areFoundAndOthersNot() throws Exception {
        String group = "test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        TrackerConfig config = new TrackerConfig(GridNetwork.LOOPBACK, 0, 0, null, List.of(group), false);
        GridNetwork same = new GridNetwork(List.of(), List.of(group), GridNetwork.LOOPBACK, false);
        GridNetwork other = new GridNetwork(List.of(), List.of(group + "-other"), GridNetwork.LOOPBACK, false);
        try (TrackerServer tracker = TrackerServer.start(config);
                GridMember member = Members.space("render", tracker.address());
                GridDiscovery stranger = GridDiscovery.open(other);
                GridDiscovery discovery = GridDiscovery.open(same)) {
            assertThat(discovery.awaitTracker(PATIENCE)).isTrue();
            assertThat(member.awaitRegistered(PATIENCE)).isTrue();
            assertThat(names(discovery.spaces())).containsExactly("render");
            assertThat(stranger.awaitTracker(Duration.ofSeconds(1))).isFalse();
        }
    }

    @Test
    void awaitTracker_unreachable_givesUpInTime() throws Exception {
        TrackerAddress nobody;
        try (ServerSocket free = listener()) {
            nobody = new TrackerAddress(GridNetwork.LOOPBACK, free.getLocalPort());
        }
        long start = System.nanoTime();
        try (GridDiscovery discovery = GridDiscovery.open(GridNetwork.loopback(nobody))) {
            assertThat(discovery.awaitTracker(Duration.ofMillis(700))).isFalse();
            assertThat(discovery.spaces()).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void awaitTracker_somethingElseListensAndIsSilent_givesUpInTime() throws Exception {
        try (ServerSocket silent = listener()) {
            TrackerAddress address = new TrackerAddress(GridNetwork.LOOPBACK, silent.getLocalPort());
            try (GridDiscovery discovery = GridDiscovery.open(GridNetwork.loopback(address))) {
                assertThat(discovery.awaitTracker(Duration.ofMillis(700))).isFalse();
            }
        }
    }

    @Test
    void awaitSpace_deadOneListed_isNotTaken() throws Exception {
        try (TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback());
                GridMember dead = Members.space("render", 1, tracker.address());
                GridDiscovery discovery = GridDiscovery.open(GridNetwork.loopback(tracker.address()))) {
            assertThat(dead.awaitRegistered(PATIENCE)).isTrue();
            assertThat(discovery.awaitSpace("render", Duration.ofSeconds(1))).isEmpty();
            try (ServerSocket port = listener();
                    GridMember living = Members.space("render", port.getLocalPort(), tracker.address())) {
                assertThat(living.awaitRegistered(PATIENCE)).isTrue();
                assertThat(discovery.awaitSpace("render", PATIENCE))
                        .hasValueSatisfying(
                                space -> assertThat(space.address().port()).isEqualTo(port.getLocalPort()));
                assertThat(discovery.awaitSpace(null, PATIENCE)).isPresent();
            }
        }
    }

    @Test
    void onSpaces_spaceJoinsAndLeaves_isToldWithinASecond() throws Exception {
        BlockingQueue<List<String>> told = new LinkedBlockingQueue<>();
        try (TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback());
                GridMember first = Members.space("first", tracker.address());
                GridDiscovery discovery = GridDiscovery.open(GridNetwork.loopback(tracker.address()))) {
            assertThat(first.awaitRegistered(PATIENCE)).isTrue();
            assertThat(discovery.awaitTracker(PATIENCE)).isTrue();
            try (AutoCloseable watching = discovery.onSpaces(spaces -> told.add(names(spaces)))) {
                assertThat(watching).isNotNull();
                assertThat(told.poll(20, TimeUnit.SECONDS)).containsExactly("first");
                GridMember second = Members.space("second", tracker.address());
                assertThat(second.awaitRegistered(PATIENCE)).isTrue();
                assertThat(told.poll(1, TimeUnit.SECONDS)).containsExactly("first", "second");
                second.close();
                assertThat(told.poll(1, TimeUnit.SECONDS)).containsExactly("first");
            }
        }
    }

    @Test
    void onSpaces_trackerDies_keepsSpacesThatAnswer() throws Exception {
        TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback());
        try (ServerSocket port = listener();
                GridMember living = Members.space("living", port.getLocalPort(), tracker.address());
                GridMember dead = Members.space("dead", 1, tracker.address());
                GridDiscovery discovery = GridDiscovery.open(GridNetwork.loopback(tracker.address()))) {
            assertThat(living.awaitRegistered(PATIENCE)).isTrue();
            assertThat(dead.awaitRegistered(PATIENCE)).isTrue();
            assertThat(discovery.awaitTracker(PATIENCE)).isTrue();
            assertThat(names(discovery.spaces())).containsExactly("dead", "living");
            tracker.close();
            await().atMost(PATIENCE).until(() -> names(discovery.spaces()).equals(List.of("living")));
            port.close();
            assertThat(discovery.spaces()).isEmpty();
        } finally {
            tracker.close();
        }
    }

    @Test
    void members_onTwoTrackers_areListedOnce() throws Exception {
        try (TrackerServer one = TrackerServer.start(TrackerConfig.loopback());
                TrackerServer two = TrackerServer.start(TrackerConfig.loopback());
                GridMember member = Members.space("render", one.address(), two.address());
                GridDiscovery discovery = GridDiscovery.open(GridNetwork.loopback(one.address(), two.address()))) {
            assertThat(member.awaitRegistered(PATIENCE)).isTrue();
            await().atMost(PATIENCE).until(() -> Get.names(one.http(), "space").equals(List.of("render")));
            await().atMost(PATIENCE).until(() -> Get.names(two.http(), "space").equals(List.of("render")));
            await().atMost(PATIENCE).until(() -> discovery.members().size() == 3);
            assertThat(names(discovery.spaces())).containsExactly("render");
        }
    }
}
