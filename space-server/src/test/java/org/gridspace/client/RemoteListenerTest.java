package org.gridspace.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.MarshalledObject;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.ServerNotActiveException;
import java.rmi.server.UnicastRemoteObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import net.jini.core.event.EventRegistration;
import net.jini.core.event.RemoteEvent;
import net.jini.core.event.RemoteEventListener;
import net.jini.core.event.UnknownEventException;
import net.jini.core.lease.Lease;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.export.ServerContext;
import net.jini.jeri.BasicILFactory;
import net.jini.jeri.BasicJeriExporter;
import net.jini.jeri.tcp.TcpServerEndpoint;
import net.jini.space.AvailabilityEvent;
import org.gridspace.server.net.Limits;
import org.gridspace.server.net.SpaceServer;
import org.gridspace.server.net.SpaceServerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners that are exported over JERI, and events across broken connections. */
@Timeout(60)
class RemoteListenerTest {
    private static final Marker ANY_JOB = new Marker("job", null);

    private final BasicJeriExporter exporter =
            new BasicJeriExporter(TcpServerEndpoint.getInstance("127.0.0.1", 0), new BasicILFactory(), false, false);
    private SpaceServer server;
    private RemoteSpace space;
    private boolean exported;

    @BeforeEach
    void start() throws Exception {
        server = SpaceServer.start(
                new SpaceServerConfig("events", "127.0.0.1", 0, UUID.randomUUID(), Limits.standard()));
        space = new RemoteSpace(server.address());
    }

    @AfterEach
    void stop() throws Exception {
        if (exported) {
            exporter.unexport(true);
        }
        space.client().close();
        server.close();
    }

    /** A listener as Jini programs write them: exported, and its stub when serialized. */
    private final class Exported implements RemoteEventListener, Serializable {
        private static final long serialVersionUID = 1L;
        private final transient LinkedBlockingQueue<RemoteEvent> heard = new LinkedBlockingQueue<>();
        private final transient AtomicInteger direct = new AtomicInteger();
        private final transient Remote stub;
        private transient volatile boolean unknown;

        Exported() throws IOException {
            stub = exporter.export(this);
            exported = true;
        }

        @Override
        public void notify(RemoteEvent event) throws UnknownEventException {
            try {
                ServerContext.getServerContext();
            } catch (ServerNotActiveException e) {
                direct.incrementAndGet();
            }
            heard.add(event);
            if (unknown) {
                throw new UnknownEventException("not mine");
            }
        }

        RemoteEvent next() throws InterruptedException {
            RemoteEvent event = heard.poll(20, SECONDS);
            assertThat(event).isNotNull();
            return event;
        }

        private Object writeReplace() {
            return stub;
        }

        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw new InvalidObjectException("only its stub travels");
        }
    }

    /** Serializable, and itself when it is serialized. */
    private static final class Plain implements RemoteEventListener, Serializable {
        private static final long serialVersionUID = 1L;
        private final LinkedBlockingQueue<RemoteEvent> heard = new LinkedBlockingQueue<>();

        @Override
        public void notify(RemoteEvent event) {
            heard.add(event);
        }
    }

    @Test
    void serializableListener_isCalledItselfAndNotItsCopy() throws Exception {
        Plain listener = new Plain();
        space.notify(ANY_JOB, null, listener, 60_000, null);
        space.write(new Marker("job", 1), null, 60_000);
        assertThat(listener.heard.poll(20, SECONDS)).isNotNull();
    }

    /** A listener of java.rmi, whose copy would export itself. */
    private static final class OfJavaRmi extends UnicastRemoteObject implements RemoteEventListener {
        private static final long serialVersionUID = 1L;
        private final LinkedBlockingQueue<RemoteEvent> heard = new LinkedBlockingQueue<>();

        OfJavaRmi() throws RemoteException {
            super(
                    0,
                    (host, port) -> new Socket(host, port),
                    port -> new ServerSocket(port, 5, InetAddress.getLoopbackAddress()));
        }

        @Override
        public void notify(RemoteEvent event) {
            heard.add(event);
        }
    }

    @Test
    void listenerOfJavaRmi_isCalledItself() throws Exception {
        OfJavaRmi listener = new OfJavaRmi();
        try {
            space.notify(ANY_JOB, null, listener, 60_000, null);
            space.write(new Marker("job", 1), null, 60_000);
            assertThat(listener.heard.poll(20, SECONDS)).isNotNull();
        } finally {
            UnicastRemoteObject.unexportObject(listener, true);
        }
    }

    @Test
    void exportedListener_isCalledThroughItsStub() throws Exception {
        var listener = new Exported();
        var handback = new MarshalledObject<>(List.of("back"));
        EventRegistration registration = space.notify(ANY_JOB, null, listener, 60_000, handback);
        space.write(new Marker("job", 1), null, 60_000);
        RemoteEvent event = listener.next();
        assertThat(listener.direct).hasValue(0);
        assertThat(event.getSource()).isEqualTo(registration.getSource());
        assertThat(event.getID()).isEqualTo(registration.getID());
        assertThat(event.getSequenceNumber()).isEqualTo(registration.getSequenceNumber() + 1);
        assertThat(event.getRegistrationObject()).isEqualTo(handback);
        assertThat(event.getRegistrationObject().get()).isEqualTo(List.of("back"));
    }

    @Test
    void stub_asListener_getsAvailabilityEventsWithTheirEntries() throws Exception {
        var listener = new Exported();
        space.registerForAvailabilityEvent(
                List.of(ANY_JOB), null, false, (RemoteEventListener) listener.stub, 60_000, null);
        space.write(new Marker("job", 5), null, 60_000);
        AvailabilityEvent event = (AvailabilityEvent) listener.next();
        assertThat(listener.direct).hasValue(0);
        assertThat(((Marker) event.getEntry()).number).isEqualTo(5);
        assertThat(event.isVisibilityTransition()).isTrue();
        assertThat(event.getRegistrationObject()).isNull();
        assertThat(((Marker) space.take(event.getSnapshot(), null, 0)).number).isEqualTo(5);
    }

    @Test
    void exportedListener_throwsUnknownEvent_endsTheRegistration() throws Exception {
        var listener = new Exported();
        listener.unknown = true;
        Lease lease = space.notify(ANY_JOB, null, listener, 60_000, null).getLease();
        space.write(new Marker("job", 1), null, 60_000);
        listener.next();
        awaitUnknown(lease);
    }

    @Test
    void listener_saysThatItIsNoMore_endsTheRegistration() throws Exception {
        Lease lease = space.notify(
                        ANY_JOB,
                        null,
                        event -> {
                            throw new java.rmi.NoSuchObjectException("unexported");
                        },
                        60_000,
                        null)
                .getLease();
        space.write(new Marker("job", 1), null, 60_000);
        awaitUnknown(lease);
    }

    private static void awaitUnknown(Lease lease) {
        await().atMost(20, SECONDS).until(() -> {
            try {
                lease.renew(60_000);
                return false;
            } catch (UnknownLeaseException e) {
                return true;
            }
        });
    }

    /** Its host accepts connections and never answers. */
    @Test
    void deadListener_delaysNeitherWritersNorOthers() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var accepted = new LinkedBlockingQueue<Socket>();
            var accepting = new Thread(() -> {
                try {
                    while (true) {
                        accepted.add(silent.accept());
                    }
                } catch (IOException closed) {
                    accepted.clear();
                }
            });
            accepting.start();
            RemoteEventListener dead = event -> {
                try (var socket = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
                    assertThat(socket.getInputStream().read()).isNegative();
                } catch (IOException e) {
                    throw new java.rmi.ConnectException("dead", e);
                }
            };
            space.notify(null, null, dead, 60_000, null);
            var heard = new LinkedBlockingQueue<RemoteEvent>();
            space.notify(ANY_JOB, null, heard::add, 60_000, null);
            for (int i = 0; i < 1_000; i++) {
                space.write(new Marker("job", i), null, 60_000);
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(heard.poll(20, SECONDS)).isNotNull();
            }
            assertThat(accepted).hasSize(1);
        }
    }

    @Test
    void events_connectionCutAgainAndAgain_comeOnceAndInOrder() throws Exception {
        try (var proxy = new CuttingProxy(server.address(), 5, 2_000)) {
            var cut = new RemoteSpace(proxy.address());
            var heard = new LinkedBlockingQueue<Long>();
            EventRegistration registration =
                    cut.notify(ANY_JOB, null, event -> heard.add(event.getSequenceNumber()), Lease.FOREVER, null);
            for (int i = 0; i < 1_000; i++) {
                space.write(new Marker("job", i), null, 60_000);
            }
            for (long i = 1; i <= 1_000; i++) {
                assertThat(heard.poll(20, SECONDS)).isEqualTo(registration.getSequenceNumber() + i);
            }
            assertThat(heard).isEmpty();
            assertThat(proxy.cuts()).isPositive();
            cut.client().close();
        }
    }

    /** They come together with the answer to the attachment, and nothing else need come to have them seen. */
    @Test
    void events_whileThereIsNoConnection_comeWithTheNextOne() throws Exception {
        try (var proxy = new CuttingProxy(server.address(), 6, 0)) {
            var cut = new RemoteSpace(proxy.address());
            var heard = new LinkedBlockingQueue<Long>();
            EventRegistration registration =
                    cut.notify(ANY_JOB, null, event -> heard.add(event.getSequenceNumber()), Lease.FOREVER, null);
            for (int round = 0; round < 5; round++) {
                proxy.refuse(true);
                for (int i = 0; i < 100; i++) {
                    space.write(new Marker("job", i), null, 60_000);
                }
                proxy.refuse(false);
                for (long i = 1; i <= 100; i++) {
                    long expected = registration.getSequenceNumber() + 100L * round + i;
                    assertThat(heard.poll(5, SECONDS)).isEqualTo(expected);
                }
            }
            cut.client().close();
        }
    }

    @Test
    void registration_sessionEnds_itsLeaseIsUnknown() throws Exception {
        var client = SpaceClient.connect(server.address());
        Lease lease = client.registerPacked(
                        org.gridspace.wire.EventKind.WRITTEN,
                        List.of(PackedTemplate.ANY),
                        60_000,
                        (registration, number, visibility, entry) -> {},
                        0)
                .get()
                .lease();
        lease.renew(60_000);
        client.close();
        assertThatThrownBy(() -> lease.renew(60_000)).isInstanceOf(UnknownLeaseException.class);
    }
}
