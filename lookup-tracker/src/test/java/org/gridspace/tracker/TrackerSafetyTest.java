package org.gridspace.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jini.admin.DestroyAdmin;
import java.beans.PropertyChangeSupport;
import java.rmi.MarshalledObject;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jini.admin.Administrable;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.core.event.RemoteEvent;
import net.jini.core.event.RemoteEventListener;
import net.jini.core.lookup.ServiceItem;
import net.jini.core.lookup.ServiceRegistrar;
import net.jini.core.lookup.ServiceTemplate;
import org.gridspace.discovery.GridDiscovery;
import org.gridspace.discovery.GridMember;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackerSafetyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TrackerServer tracker;
    private ServiceRegistrar registrar;

    @BeforeEach
    void start() throws Exception {
        tracker = TrackerServer.start(TrackerConfig.loopback());
        registrar = new LookupLocator("jini://" + tracker.address()).getRegistrar();
    }

    @AfterEach
    void stop() {
        tracker.close();
    }

    /** Tells whenever it's turned into an object; stands for what a stranger sends. */
    public static final class Gadget implements java.io.Serializable, RemoteEventListener {
        private static final long serialVersionUID = 1L;
        static final AtomicInteger READ = new AtomicInteger();

        private final transient Object nothing = null;

        private void readObject(java.io.ObjectInputStream in) throws java.io.IOException, ClassNotFoundException {
            in.defaultReadObject();
            READ.incrementAndGet();
        }

        @Override
        public void notify(RemoteEvent event) {
            throw new UnsupportedOperationException("" + nothing);
        }
    }

    /** A stranger's attribute with a field that isn't text. */
    public static final class Strange implements Entry {
        private static final long serialVersionUID = 1L;

        public Object field = new Gadget();
    }

    /** Serializable, no member's class, and on the tracker's class path: what the filter is for. */
    private static final class Foreign extends PropertyChangeSupport implements RemoteEventListener {
        private static final long serialVersionUID = 1L;

        Foreign() {
            super("bean");
        }

        @Override
        public void notify(RemoteEvent event) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void administration_fromOutside_isRefused() throws Exception {
        assertThatThrownBy(() -> ((DestroyAdmin) ((Administrable) registrar).getAdmin()).destroy())
                .isInstanceOf(SecurityException.class);
        assertThat(registrar.getGroups()).containsExactly("");
    }

    @Test
    void register_foreignProxyAndAttributes_neverBecomeObjects() throws Exception {
        int before = Gadget.READ.get();
        registrar.register(
                new ServiceItem(null, new Gadget(), new Entry[] {new Strange(), Members.peer("odd")}), 60_000);
        assertThat(Get.names(tracker.http(), "space")).containsExactly("odd");
        try (GridDiscovery discovery = GridDiscovery.open(GridNetwork.loopback(tracker.address()))) {
            assertThat(discovery.awaitTracker(PATIENCE)).isTrue();
            assertThat(discovery.spaces()).hasSize(1);
        }
        assertThat(Gadget.READ).hasValue(before);
        // What the others avoid: a plain lookup does unmarshal it.
        registrar.lookup(new ServiceTemplate(null, null, null), 10);
        assertThat(Gadget.READ.get()).isGreaterThan(before);
    }

    @Test
    void notify_foreignListener_isRefusedAndHarmsNobody() throws Exception {
        ServiceTemplate all = new ServiceTemplate(null, null, null);
        assertThatThrownBy(() -> registrar.notify(all, 1, new Foreign(), null, 60_000))
                .isInstanceOf(RemoteException.class)
                .hasStackTraceContaining("REJECTED");
        try (GridMember member = Members.space("render", tracker.address())) {
            assertThat(member.awaitRegistered(PATIENCE)).isTrue();
            assertThat(Get.names(tracker.http(), "space")).containsExactly("render");
        }
    }

    @Test
    void notify_handback_staysBytes() throws Exception {
        int before = Gadget.READ.get();
        ServiceTemplate all = new ServiceTemplate(null, null, null);
        Object handback = new Gadget();
        assertThatThrownBy(() -> registrar.notify(all, 1, null, new MarshalledObject<>(handback), 60_000))
                .isInstanceOf(NullPointerException.class);
        assertThat(Gadget.READ).hasValue(before);
    }

    @Test
    void peers_unreadableAttribute_isLeftOut() throws Exception {
        Peer bad = Members.peer("bad");
        bad.id = "not a UUID";
        Peer nameless = Members.peer("x");
        nameless.name = null;
        Peer half = Members.peer("half");
        half.attributes = "a=1&b=%zz&c=3";
        registrar.register(new ServiceItem(null, "one", new Entry[] {bad}), 60_000);
        registrar.register(new ServiceItem(null, "two", new Entry[] {nameless}), 60_000);
        registrar.register(new ServiceItem(null, "three", new Entry[] {half}), 60_000);
        assertThat(Get.names(tracker.http(), "space")).containsExactly("half");
        assertThat(Get.peers(tracker.http()).get(0).get("attributes").toString())
                .isEqualTo("{\"a\":\"1\",\"c\":\"3\"}");
    }

    @Test
    void everything_running_listensOnLoopbackOnly() throws Exception {
        // With multicast, too: no tracker named.
        try (GridMember member = Members.space("render");
                GridDiscovery discovery = GridDiscovery.open(GridNetwork.loopback())) {
            assertThat(member.awaitRegistered(PATIENCE)).isTrue();
            try (AutoCloseable watching = discovery.onSpaces(spaces -> {})) {
                assertThat(watching).isNotNull();
                assertThat(discovery.awaitSpace("no such", Duration.ofMillis(600)))
                        .isEmpty();
                Set<String> addresses = OwnSockets.listening();
                assertThat(addresses).contains("tcp 127.0.0.1", "udp 224.0.1.84", "udp 224.0.1.85");
                assertThat(addresses)
                        .allSatisfy(address ->
                                assertThat(address).matches("(tcp 127\\.|udp (224\\.0\\.1\\.8[45]|127\\.)).*"));
            }
        }
    }
}
