package org.gridspace.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.rmi.MarshalledObject;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jini.core.event.EventRegistration;
import net.jini.core.event.RemoteEvent;
import net.jini.core.event.RemoteEventListener;
import net.jini.core.event.UnknownEventException;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.export.Exporter;
import net.jini.jeri.BasicILFactory;
import net.jini.jeri.BasicJeriExporter;
import net.jini.jeri.tcp.TcpServerEndpoint;
import net.jini.space.AvailabilityEvent;
import org.gridspace.client.RemoteSpace;
import org.gridspace.client.SpaceClient;
import org.gridspace.discovery.JeriExport;
import org.gridspace.server.contract.Note;
import org.gridspace.server.net.Limits;
import org.gridspace.server.net.SpaceServer;
import org.gridspace.server.net.SpaceServerConfig;
import org.gridspace.server.stranger.NotAccepted;
import org.gridspace.server.stranger.StrangerReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listeners that the space calls itself after the client that registered them has gone. */
class DirectDeliveryTest {
    private static final long MINUTE = 60_000;

    private final Listener listener = new Listener();
    private final Exporter exporter = JeriExport.on("127.0.0.1", "notify"::equals);

    private boolean exported;

    /** Remembers what it is told; exported, so that its stub is what travels. */
    private static final class Listener implements RemoteEventListener {
        final List<RemoteEvent> events = new CopyOnWriteArrayList<>();
        volatile boolean knowsNothing;

        @Override
        public void notify(RemoteEvent event) throws UnknownEventException {
            events.add(event);
            if (knowsNothing) {
                throw new UnknownEventException("not mine");
            }
        }

        List<Long> numbers() {
            return events.stream().map(RemoteEvent::getSequenceNumber).toList();
        }
    }

    @AfterEach
    void unexport() {
        if (exported) {
            exporter.unexport(true);
        }
    }

    private static SpaceServer server(boolean callsListeners) throws Exception {
        return SpaceServer.start(
                new SpaceServerConfig("direct", "127.0.0.1", 0, UUID.randomUUID(), Limits.standard(), callsListeners));
    }

    /** What a program does when it exports a listener that replaces itself by its stub. */
    private RemoteEventListener stub() throws Exception {
        exported = true;
        return new Replaced((RemoteEventListener) exporter.export(listener));
    }

    /** Becomes its stub by serialization. */
    private static final class Replaced implements RemoteEventListener, java.io.Serializable {
        private static final long serialVersionUID = 1L;
        private final RemoteEventListener stub;

        Replaced(RemoteEventListener stub) {
            this.stub = stub;
        }

        @Override
        public void notify(RemoteEvent event) {
            throw new IllegalStateException("its stub is called");
        }

        private Object writeReplace() {
            return stub;
        }
    }

    private static void leave(RemoteSpace space) throws Exception {
        SpaceClient client = space.client();
        client.close();
    }

    @Test
    void switchedOn_registrarIsGone_theListenerHearsOn() throws Exception {
        try (SpaceServer server = server(true)) {
            RemoteSpace space = new RemoteSpace(server.address());
            var handback = new MarshalledObject<>("mine");
            EventRegistration registration = space.notify(new Note("a", null), null, stub(), MINUTE, handback);
            space.write(new Note("a", 1), null, MINUTE);
            await().until(() -> listener.events.size() == 1);
            leave(space);
            space.write(new Note("a", 2), null, MINUTE);
            space.write(new Note("b", 2), null, MINUTE);
            space.write(new Note("a", 3), null, MINUTE);
            await().until(() -> listener.events.size() == 3);
            long first = registration.getSequenceNumber() + 1;
            assertThat(listener.numbers()).containsExactly(first, first + 1, first + 2);
            RemoteEvent last = listener.events.get(2);
            assertThat(last.getID()).isEqualTo(registration.getID());
            assertThat(last.getSource()).isEqualTo(registration.getSource());
            assertThat(last.getRegistrationObject()).isEqualTo(handback);
        }
    }

    @Test
    void switchedOn_availability_bringsTheEntry() throws Exception {
        try (SpaceServer server = server(true)) {
            RemoteSpace space = new RemoteSpace(server.address());
            space.registerForAvailabilityEvent(List.of(new Note("a", null)), null, true, stub(), MINUTE, null);
            leave(space);
            space.write(new Note("a", 7), null, MINUTE);
            await().until(() -> listener.events.size() == 1);
            assertThat(((Note) ((AvailabilityEvent) listener.events.get(0)).getEntry()).number)
                    .isEqualTo(7);
        }
    }

    @Test
    void switchedOff_registrarIsGone_nothingIsHeard() throws Exception {
        try (SpaceServer off = server(false);
                SpaceServer on = server(true)) {
            RemoteSpace silent = new RemoteSpace(off.address());
            RemoteSpace speaking = new RemoteSpace(on.address());
            RemoteEventListener stub = stub();
            EventRegistration gone = silent.notify(new Note("a", null), null, stub, MINUTE, null);
            speaking.notify(new Note("a", null), null, stub, MINUTE, null);
            leave(silent);
            leave(speaking);
            silent.write(new Note("a", 1), null, MINUTE);
            speaking.write(new Note("a", 1), null, MINUTE);
            await().until(() -> listener.events.size() == 1);
            assertThat(listener.events.get(0).getSource()).isEqualTo(speaking);
            assertThatThrownBy(() -> gone.getLease().renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
        }
    }

    @Test
    void listenerThatKnowsNothing_isForgotten() throws Exception {
        try (SpaceServer server = server(true)) {
            RemoteSpace space = new RemoteSpace(server.address());
            EventRegistration registration = space.notify(new Note("a", null), null, stub(), MINUTE, null);
            leave(space);
            listener.knowsNothing = true;
            space.write(new Note("a", 1), null, MINUTE);
            await().untilAsserted(() -> assertThatThrownBy(
                            () -> registration.getLease().renew(MINUTE))
                    .isInstanceOf(UnknownLeaseException.class));
            assertThat(listener.events).hasSize(1);
        }
    }

    @Test
    void listenerElsewhere_isNotAccepted() throws Exception {
        var elsewhere = new BasicJeriExporter(
                TcpServerEndpoint.getInstance("192.0.2.1", 0), new BasicILFactory(), false, false);
        try {
            byte[] stub = bytes(elsewhere.export(listener));
            assertThatThrownBy(() -> StrangerReader.forClientAt("127.0.0.1").read(stub, RemoteEventListener.class))
                    .isInstanceOf(NotAccepted.class)
                    .hasMessageContaining("192.0.2.1");
            assertThat(StrangerReader.forClientAt("192.0.2.1")
                            .read(stub, RemoteEventListener.class)
                            .proxy())
                    .isNotNull();
            assertThatThrownBy(() -> StrangerReader.forClientAt("192.0.2.2").read(stub, RemoteEventListener.class))
                    .isInstanceOf(NotAccepted.class);
        } finally {
            elsewhere.unexport(true);
        }
    }

    @Test
    void listenerOfUnknownMake_isNotAccepted() throws Exception {
        assertThatThrownBy(() ->
                        StrangerReader.forClientAt("127.0.0.1").read(bytes(new HashMap<>()), RemoteEventListener.class))
                .isInstanceOf(NotAccepted.class)
                .hasMessageContaining("java.util.HashMap");
    }

    private static byte[] bytes(Object object) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}
