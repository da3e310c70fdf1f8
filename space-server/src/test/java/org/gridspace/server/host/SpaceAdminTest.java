package org.gridspace.server.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.jini.outrigger.JavaSpaceAdmin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jini.admin.Administrable;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.core.lookup.ServiceItem;
import net.jini.core.lookup.ServiceTemplate;
import net.jini.lookup.entry.Comment;
import net.jini.lookup.entry.Location;
import net.jini.lookup.entry.Name;
import net.jini.space.JavaSpace05;
import org.gridspace.client.RemoteSpace;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.Peer;
import org.gridspace.tracker.TrackerConfig;
import org.gridspace.tracker.TrackerServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The host's part of the administration, called by a client that found the space as any Jini client does. */
class SpaceAdminTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TrackerServer tracker;
    private SpaceHost host;
    private JavaSpace05 space;
    private JavaSpaceAdmin admin;

    @BeforeEach
    void start() throws Exception {
        tracker = TrackerServer.start(TrackerConfig.loopback());
        host = SpaceHost.start(new SpaceHostConfig("render", GridNetwork.loopback(tracker.address()), 0, 0));
        assertThat(host.awaitRegistered(PATIENCE)).isTrue();
        space = (JavaSpace05) items(tracker)[0].service;
        admin = (JavaSpaceAdmin) ((Administrable) space).getAdmin();
    }

    @AfterEach
    void stop() {
        host.close();
        tracker.close();
    }

    private static ServiceItem[] items(TrackerServer tracker, Entry... attributes) throws Exception {
        ServiceTemplate template = new ServiceTemplate(null, new Class<?>[] {JavaSpace05.class}, attributes);
        return new LookupLocator("jini://" + tracker.address()).getRegistrar().lookup(template, 10).items;
    }

    private static LookupLocator locator(TrackerServer tracker) {
        return new LookupLocator(tracker.address().host(), tracker.address().port());
    }

    private static void awaitItems(TrackerServer tracker, int count, Entry... attributes) {
        await().atMost(PATIENCE).until(() -> items(tracker, attributes).length == count);
    }

    private static Object copy(Object object) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @Test
    void getAdmin_anyTwoOfASpace_areEqualAndSurviveSerialization() throws Exception {
        assertThat(admin.space()).isEqualTo(space);
        assertThat(((Administrable) items(tracker)[0].service).getAdmin())
                .isEqualTo(admin)
                .hasSameHashCodeAs(admin);
        JavaSpaceAdmin copy = (JavaSpaceAdmin) copy(admin);
        assertThat(copy).isEqualTo(admin).isNotEqualTo(space);
        assertThat(copy.getLookupLocators()).containsExactly(locator(tracker));
        RemoteSpace stranger = new RemoteSpace(new org.gridspace.client.SpaceAddress(
                host.address().host(), host.address().port(), java.util.UUID.randomUUID(), "render"));
        assertThat(stranger.getAdmin()).isNotEqualTo(admin);
    }

    @Test
    void joinAdmin_proxyMadeFromAnAddress_saysThatItKnowsNoHost() {
        JavaSpaceAdmin unhosted = (JavaSpaceAdmin) new RemoteSpace(host.address()).getAdmin();
        assertThat(unhosted).isEqualTo(admin);
        assertThatThrownBy(unhosted::destroy)
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("look the space up");
    }

    @Test
    void lookupAttributes_addedChangedAndRemoved_areWhatTrackersShow() throws Exception {
        admin.addLookupAttributes(new Entry[] {new Comment("busy"), new Location("1", "2", "3")});
        awaitItems(tracker, 1, new Name("render"), new Comment("busy"));
        assertThat(admin.getLookupAttributes()).contains(new Comment("busy"), new Name("render"));
        admin.modifyLookupAttributes(
                new Entry[] {new Comment("busy"), new Location()}, new Entry[] {new Comment("idle"), null});
        awaitItems(tracker, 1, new Comment("idle"));
        awaitItems(tracker, 0, new Location());
        assertThat(admin.getLookupAttributes()).contains(new Comment("idle")).doesNotContain(new Comment("busy"));
    }

    @Test
    void lookupAttributes_thoseThatTheGridRestsOn_areRefused() throws Exception {
        assertThatThrownBy(() -> admin.modifyLookupAttributes(new Entry[] {new Peer()}, new Entry[] {null}))
                .isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> admin.addLookupAttributes(new Entry[] {new Peer()}))
                .isInstanceOf(SecurityException.class);
        assertThat(Arrays.stream(admin.getLookupAttributes()).filter(Peer.class::isInstance))
                .hasSize(1);
    }

    @Test
    void lookupAttributes_ofAStrangersClass_areNotEvenRead() throws Exception {
        assertThatThrownBy(() -> admin.addLookupAttributes(new Entry[] {new stranger.Picture()}))
                .isInstanceOf(RemoteException.class);
        assertThat(admin.getLookupAttributes()).hasSize(2).contains(new Name("render"));
    }

    @Test
    void lookupLocators_addedAndRemoved_registerThereAndLeave() throws Exception {
        try (TrackerServer second = TrackerServer.start(TrackerConfig.loopback())) {
            admin.addLookupLocators(new LookupLocator[] {locator(second)});
            assertThat(admin.getLookupLocators()).containsExactly(locator(tracker), locator(second));
            awaitItems(second, 1);
            admin.removeLookupLocators(new LookupLocator[] {locator(tracker)});
            awaitItems(tracker, 0);
            admin.setLookupLocators(new LookupLocator[] {locator(tracker)});
            awaitItems(tracker, 1);
            awaitItems(second, 0);
            assertThat(admin.getLookupLocators()).containsExactly(locator(tracker));
        }
    }

    @Test
    void lookupLocators_beyondThisMachine_areRefusedAndNothingChanges() throws Exception {
        assertThatThrownBy(() -> admin.addLookupLocators(new LookupLocator[] {new LookupLocator("192.0.2.1", 4160)}))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("192.0.2.1");
        assertThat(admin.getLookupLocators()).containsExactly(locator(tracker));
    }

    @Test
    void lookupGroups_addedAndRemoved_registerByMulticastAndLeave() throws Exception {
        String group = "admin-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        TrackerConfig config = new TrackerConfig(GridNetwork.LOOPBACK, 0, 0, null, List.of(group), false);
        try (TrackerServer multicast = TrackerServer.start(config)) {
            assertThat(admin.getLookupGroups()).isEmpty();
            admin.addLookupGroups(new String[] {group, group + "-none"});
            awaitItems(multicast, 1);
            admin.removeLookupGroups(new String[] {group});
            assertThat(admin.getLookupGroups()).containsExactly(group + "-none");
            awaitItems(multicast, 0);
            awaitItems(tracker, 1);
        }
    }

    @Test
    void lookupGroups_all_canOnlyBeReplaced() throws Exception {
        admin.setLookupGroups(null);
        assertThat(admin.getLookupGroups()).isNull();
        assertThatThrownBy(() -> admin.addLookupGroups(new String[] {"a"}))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> admin.removeLookupGroups(new String[] {"a"}))
                .isInstanceOf(UnsupportedOperationException.class);
        admin.setLookupGroups(new String[0]);
        assertThat(admin.getLookupGroups()).isEmpty();
        awaitItems(tracker, 1);
    }

    @Test
    void destroy_space_leavesTheTrackerAndEndsItsClients() throws Exception {
        space.write(new Name("kept by nobody"), null, 60_000);
        CompletableFuture<Object> blocked = CompletableFuture.supplyAsync(() -> {
            try {
                return space.take(new Comment("never"), null, Long.MAX_VALUE);
            } catch (Exception e) {
                return e;
            }
        });
        admin.destroy();
        admin.destroy();
        assertThat(blocked.get(20, TimeUnit.SECONDS)).isInstanceOf(RemoteException.class);
        host.awaitClosed();
        assertThat(items(tracker)).isEmpty();
        assertThatThrownBy(() -> space.readIfExists(null, null, 0)).isInstanceOf(RemoteException.class);
        assertThatThrownBy(admin::getLookupGroups).isInstanceOf(RemoteException.class);
    }
}
