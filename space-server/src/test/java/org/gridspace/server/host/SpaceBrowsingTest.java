package org.gridspace.server.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.jini.admin.DestroyAdmin;
import com.sun.jini.outrigger.AdminIterator;
import com.sun.jini.outrigger.JavaSpaceAdmin;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jini.admin.Administrable;
import net.jini.admin.JoinAdmin;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import net.jini.core.lease.Lease;
import net.jini.core.lookup.ServiceItem;
import net.jini.core.lookup.ServiceRegistrar;
import net.jini.core.lookup.ServiceTemplate;
import net.jini.lease.LeaseRenewalManager;
import net.jini.lookup.entry.Comment;
import net.jini.lookup.entry.Name;
import net.jini.space.JavaSpace;
import net.jini.space.JavaSpace05;
import net.jini.space.MatchSet;
import org.gridspace.client.TypedSpace;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.tracker.TrackerConfig;
import org.gridspace.tracker.TrackerServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What River's service browser does with a space that it has found; the browser itself isn't on Maven Central. It shows a {@code JavaSpace05} by
 * {@code contents} with a lease that it leaves to a {@code LeaseRenewalManager}, and an older {@code JavaSpace} by {@code JavaSpaceAdmin}.
 */
@Timeout(60)
class SpaceBrowsingTest {
    private static final int MANY = 1_000;

    private TrackerServer tracker;
    private SpaceHost host;
    private JavaSpace05 space;

    @BeforeEach
    void start() throws Exception {
        tracker = TrackerServer.start(TrackerConfig.loopback());
        host = SpaceHost.start(new SpaceHostConfig("render", GridNetwork.loopback(tracker.address()), 0, 0));
        assertThat(host.awaitRegistered(Duration.ofSeconds(20))).isTrue();
        space = (JavaSpace05) found().service;
    }

    @AfterEach
    void stop() {
        host.close();
        tracker.close();
    }

    private ServiceItem found() throws Exception {
        ServiceRegistrar registrar = new LookupLocator("jini://" + tracker.address()).getRegistrar();
        return registrar.lookup(new ServiceTemplate(null, new Class<?>[] {JavaSpace.class}, null), 1).items[0];
    }

    private JavaSpaceAdmin admin() throws Exception {
        return (JavaSpaceAdmin) ((Administrable) found().service).getAdmin();
    }

    private static List<Entry> all(AdminIterator entries) throws Exception {
        List<Entry> all = new ArrayList<>();
        for (Entry next = entries.next(); next != null; next = entries.next()) {
            all.add(next);
        }
        return all;
    }

    @Test
    void browser_javaSpace05_showsAttributesGroupsAndEntries() throws Exception {
        space.write(new Comment("one"), null, Lease.FOREVER);
        space.write(new Name("two"), null, Lease.FOREVER);
        ServiceItem item = found();
        JoinAdmin join = (JoinAdmin) ((Administrable) item.service).getAdmin();
        assertThat(join.getLookupAttributes()).contains(new Name("render"));
        assertThat(join.getLookupGroups()).isEmpty();
        MatchSet entries =
                ((JavaSpace05) item.service).contents(Collections.singleton(null), null, Lease.ANY, Integer.MAX_VALUE);
        LeaseRenewalManager leases = new LeaseRenewalManager();
        Lease lease = entries.getLease();
        if (lease != null) {
            leases.renewUntil(lease, Lease.ANY, null);
        }
        assertThat(List.of(entries.next(), entries.next())).containsExactly(new Comment("one"), new Name("two"));
        assertThat(entries.next()).isNull();
        if (lease != null) {
            leases.cancel(lease);
        }
    }

    @Test
    void contents_template_yieldsWhatMatchesHoweverMuch() throws Exception {
        List<Entry> comments = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            comments.add(new Comment("c" + i));
        }
        space.write(comments, null, Collections.nCopies(MANY, Lease.FOREVER));
        space.write(new Name("other"), null, Lease.FOREVER);
        assertThat(all(admin().contents(new Comment(), null))).containsExactlyInAnyOrderElementsOf(comments);
        assertThat(all(admin().contents(null, null, 128))).hasSize(MANY + 1);
        assertThat(all(admin().contents(space.snapshot(new Comment("c7")), null, JavaSpaceAdmin.USE_DEFAULT)))
                .containsExactly(new Comment("c7"));
        for (int fetch : new int[] {0, -2}) {
            assertThatThrownBy(() -> admin().contents(null, null, fetch)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A template made of what next returned would match others too: null fields are wildcards. */
    @Test
    void delete_entryWithNullFields_removesThatOneAlone() throws Exception {
        space.write(new Comment("kept"), null, Lease.FOREVER);
        space.write(new Comment(), null, Lease.FOREVER);
        space.write(new Comment("kept too"), null, Lease.FOREVER);
        AdminIterator entries = admin().contents(null, null);
        assertThatThrownBy(entries::delete).isInstanceOf(IllegalStateException.class);
        for (Comment next = (Comment) entries.next(); next != null; next = (Comment) entries.next()) {
            if (next.comment == null) {
                entries.delete();
                assertThatThrownBy(entries::delete).isInstanceOf(IllegalStateException.class);
            }
        }
        assertThatThrownBy(entries::delete).isInstanceOf(IllegalStateException.class);
        entries.close();
        assertThat(all(admin().contents(null, null))).containsExactly(new Comment("kept"), new Comment("kept too"));
    }

    @Test
    void delete_entryTakenMeanwhile_doesNothing() throws Exception {
        space.write(new Comment("one"), null, Lease.FOREVER);
        AdminIterator entries = admin().contents(null, null);
        assertThat(entries.next()).isEqualTo(new Comment("one"));
        assertThat(space.take(new Comment(), null, JavaSpace.NO_WAIT)).isNotNull();
        space.write(new Comment("one"), null, Lease.FOREVER);
        entries.delete();
        assertThat(space.read(new Comment("one"), null, JavaSpace.NO_WAIT)).isNotNull();
        entries.close();
        entries.close();
        assertThatThrownBy(entries::next).isInstanceOf(IllegalStateException.class);
    }

    /** The browser notes what it can't show and goes on. */
    @Test
    void browser_entryThatCannotBeMade_isPassedOver() throws Exception {
        TypedSpace.of(space).write(new Secret("of another program"), TypedSpace.FOREVER);
        space.write(new Comment("shown"), null, Lease.FOREVER);
        AdminIterator byAdmin = admin().contents(null, null, 128);
        assertThatThrownBy(byAdmin::next).isInstanceOf(UnusableEntryException.class);
        assertThat(byAdmin.next()).isEqualTo(new Comment("shown"));
        assertThat(byAdmin.next()).isNull();
        MatchSet byContents = space.contents(Collections.singleton(null), null, Lease.ANY, Integer.MAX_VALUE);
        assertThatThrownBy(byContents::next).isInstanceOf(UnusableEntryException.class);
        assertThat(byContents.next()).isEqualTo(new Comment("shown"));
        assertThat(byContents.next()).isNull();
    }

    /** What isn't an entry to Jini. */
    record Secret(String text) {}

    @Test
    void browser_destroy_endsTheSpaceAndItsRegistration() throws Exception {
        ((DestroyAdmin) ((Administrable) found().service).getAdmin()).destroy();
        await().atMost(Duration.ofSeconds(20)).until(() -> registrations() == 0);
        assertThatThrownBy(() -> space.read(null, null, JavaSpace.NO_WAIT)).isInstanceOf(RemoteException.class);
    }

    private int registrations() throws Exception {
        ServiceRegistrar registrar = new LookupLocator("jini://" + tracker.address()).getRegistrar();
        return registrar.lookup(new ServiceTemplate(null, new Class<?>[] {JavaSpace.class}, null), 1).totalMatches;
    }
}
