package org.gridspace.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.rmi.ConnectException;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import net.jini.core.lease.Lease;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.UnknownTransactionException;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.server.net.Limits;
import org.gridspace.server.net.SpaceServer;
import org.gridspace.server.net.SpaceServerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RemoteSpaceTest {
    private static final Marker ANY_JOB = new Marker("job", null);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private SpaceServer server;
    private RemoteSpace space;

    @BeforeEach
    void start() throws Exception {
        server = SpaceServer.start(
                new SpaceServerConfig("remote", "127.0.0.1", 0, UUID.randomUUID(), Limits.standard()));
        space = new RemoteSpace(server.address());
    }

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        server.close();
    }

    @Test
    void proxy_serialized_carriesItsAddressAndIsEqual() throws Exception {
        RemoteSpace copy = (RemoteSpace) deserialize(serialize(space));
        assertThat(copy).isEqualTo(space).hasSameHashCodeAs(space);
        assertThat(copy.address()).isEqualTo(space.address());
        assertThat(copy.client()).isSameAs(space.client());
        assertThat(copy)
                .isNotEqualTo(new RemoteSpace(new SpaceAddress(
                        server.address().host(), server.address().port(), UUID.randomUUID(), "remote")));
        assertThat(new String(serialize(space), StandardCharsets.ISO_8859_1))
                .contains(SpaceAddress.class.getName())
                .doesNotContain(SpaceClient.class.getName());
    }

    @Test
    void proxy_serializedWithImpossiblePort_isRefused() throws Exception {
        byte[] bytes = serialize(space);
        byte[] port = {
            0,
            0,
            (byte) (server.address().port() >>> 8),
            (byte) server.address().port()
        };
        int at = indexOf(bytes, port);
        bytes[at + 1] = 1; // port + 65536
        assertThatThrownBy(() -> deserialize(bytes)).isInstanceOf(InvalidObjectException.class);
    }

    @Test
    void snapshot_serialized_isOneOfTheSameSpace() throws Exception {
        Entry snapshot = (Entry) deserialize(serialize(space.snapshot(ANY_JOB)));
        assertThat(space.read(snapshot, null, 0)).isNull();
        var other =
                new RemoteSpace(new SpaceAddress("127.0.0.1", server.address().port(), UUID.randomUUID(), "other"));
        assertThatThrownBy(() -> other.read(snapshot, null, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyOperation_nobodyListens_failsAtOnce() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var gone = new RemoteSpace(new SpaceAddress("127.0.0.1", port, UUID.randomUUID(), "gone"));
        assertThatThrownBy(() -> gone.write(ANY_JOB, null, 1000)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> gone.take(ANY_JOB, null, Long.MAX_VALUE)).isInstanceOf(ConnectException.class);
    }

    @Test
    void anyOperation_anotherSpaceListens_failsAndNamesBoth() {
        var address = server.address();
        UUID wrong = UUID.randomUUID();
        var mistaken = new RemoteSpace(new SpaceAddress(address.host(), address.port(), wrong, "mistaken"));
        assertThatThrownBy(() -> mistaken.read(null, null, 0))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(wrong.toString())
                .hasMessageContaining(address.spaceId().toString());
    }

    @Test
    void blockedTake_serverCloses_failsSoon() throws Exception {
        Future<Entry> take = threads.submit(() -> space.take(ANY_JOB, null, Long.MAX_VALUE));
        space.write(new Marker("other", 1), null, 1000);
        long start = System.nanoTime();
        server.close();
        assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(10));
        assertThatThrownBy(() -> take.get(20, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RemoteException.class);
    }

    @Test
    void take_classThatIsNotHere_removesTheEntryAndSaysSo() throws Exception {
        var type = new EntryType(List.of(new EntryType.Level("no.such.EntryClass", List.of())));
        space.client()
                .writePacked(new PackedEntry(type, new byte[0]), Lease.FOREVER)
                .get();
        assertThatThrownBy(() -> space.take(null, null, 0))
                .isInstanceOfSatisfying(UnusableEntryException.class, problem -> {
                    assertThat(problem.partialEntry).isNull();
                    assertThat(problem.unusableFields).isNull();
                    assertThat(problem.nestedExceptions).hasSize(1);
                });
        assertThat(space.take(null, null, 0)).isNull();
    }

    @Test
    void takeHeld_classThatIsNotHere_isReleased() throws Exception {
        var type = new EntryType(List.of(new EntryType.Level("no.such.EntryClass", List.of())));
        SpaceClient client = space.client();
        client.writePacked(new PackedEntry(type, new byte[0]), Lease.FOREVER).get();
        assertThatThrownBy(() -> client.takeHeld(null, 0, 60_000).future().get())
                .hasCauseInstanceOf(UnusableEntryException.class);
        assertThat(client.takePacked(PackedEntry.ANY, 20_000).future().get()).isPresent();
    }

    @Test
    void held_committed_writesAndFinishesTheTake() throws Exception {
        SpaceClient client = space.client();
        client.write(new Marker("job", 1), Lease.FOREVER).get();
        Held<Marker> held = client.takeHeld(ANY_JOB, 0, 60_000).future().get().orElseThrow();
        assertThat(held.entry().number).isEqualTo(1);
        assertThat(space.read(ANY_JOB, null, 0)).isNull();
        held.renew(60_000).get();
        held.commit(List.of(new Marker("result", 2), new Marker("result", 3)), Lease.FOREVER)
                .get();
        assertThat(space.read(ANY_JOB, null, 0)).isNull();
        assertThat(((Marker) space.take(new Marker("result", null), null, 0)).number)
                .isEqualTo(2);
        assertThat(((Marker) space.take(new Marker("result", null), null, 0)).number)
                .isEqualTo(3);
        assertThatThrownBy(() -> held.commit(List.of(new Marker("result", 4)), Lease.FOREVER)
                        .get())
                .hasCauseInstanceOf(HoldLost.class);
        assertThatThrownBy(() -> held.renew(1000).get()).hasCauseInstanceOf(HoldLost.class);
        held.release().get();
        assertThat(space.take(null, null, 0)).isNull();
    }

    @Test
    void held_released_isBackInItsPlace() throws Exception {
        SpaceClient client = space.client();
        client.write(new Marker("job", 1), Lease.FOREVER).get();
        client.write(new Marker("job", 2), Lease.FOREVER).get();
        client.takeHeld(ANY_JOB, 0, 60_000)
                .future()
                .get()
                .orElseThrow()
                .release()
                .get();
        assertThat(((Marker) space.take(ANY_JOB, null, 0)).number).isEqualTo(1);
    }

    @Test
    void held_leaseEnds_commitWritesNothing() throws Exception {
        SpaceClient client = space.client();
        client.write(new Marker("job", 1), Lease.FOREVER).get();
        Held<Marker> held = client.takeHeld(ANY_JOB, 0, 50).future().get().orElseThrow();
        assertThat(client.take(ANY_JOB, 30_000).future().get()).isPresent();
        assertThatThrownBy(() -> held.commit(List.of(new Marker("result", 1)), Lease.FOREVER)
                        .get())
                .hasCauseInstanceOf(HoldLost.class);
        assertThat(space.take(null, null, 0)).isNull();
    }

    @Test
    void close_releasesHoldsAndKeepsWhatWasTaken() throws Exception {
        space.write(new Marker("job", 1), null, Lease.FOREVER);
        space.write(new Marker("job", 2), null, Lease.FOREVER);
        SpaceClient leaving = SpaceClient.connect(server.address());
        assertThat(leaving.take(ANY_JOB, 0).future().get()).isPresent();
        assertThat(leaving.takeHeld(ANY_JOB, 0, 600_000).future().get()).isPresent();
        PendingMatch<Marker> blocked = leaving.take(new Marker("other", null), Long.MAX_VALUE);
        leaving.close();
        assertThatThrownBy(() -> blocked.future().get(20, SECONDS)).hasCauseInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> leaving.write(new Marker("job", 3), 1000).get())
                .hasCauseInstanceOf(ConnectException.class);
        assertThat(((Marker) space.take(ANY_JOB, null, 0)).number).isEqualTo(2);
        assertThat(space.take(ANY_JOB, null, 0)).isNull();
    }

    @Test
    void withdraw_beforeAnyEntry_yieldsNothing() throws Exception {
        PendingMatch<Marker> take = space.client().take(ANY_JOB, Long.MAX_VALUE);
        assertThat(take.withdraw().get(20, SECONDS)).isEmpty();
        space.write(new Marker("job", 1), null, 1000);
        assertThat(space.take(ANY_JOB, null, 0)).isNotNull();
    }

    @Test
    void writes_farMoreThanMayBeOnTheirWay_allArriveInOrder() throws Exception {
        SpaceClient client = space.client();
        String seven = "x".repeat(7 << 20);
        List<Future<SpaceLease>> writes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            writes.add(client.write(new Marker(seven, i), Lease.FOREVER));
        }
        for (Future<SpaceLease> write : writes) {
            write.get(60, SECONDS);
        }
        for (int i = 0; i < 12; i++) {
            Marker taken = (Marker) space.take(new Marker(), null, 0);
            assertThat(taken.number).isEqualTo(i);
            assertThat(taken.kind).hasSize(7 << 20);
        }
    }

    @Test
    void commit_tooLargeForAFrame_isRefusedAndTheHoldStays() throws Exception {
        SpaceClient client = space.client();
        client.write(new Marker("job", 1), Lease.FOREVER).get();
        Held<Marker> held = client.takeHeld(ANY_JOB, 0, 60_000).future().get().orElseThrow();
        var large = new Marker("x".repeat(7 << 20), 1);
        assertThatThrownBy(() -> held.commit(List.of(large, large, large), Lease.FOREVER))
                .isInstanceOf(IllegalArgumentException.class);
        held.commit(List.of(large, large), Lease.FOREVER).get();
        assertThat(space.take(large, null, 0)).isNotNull();
        assertThat(space.take(large, null, 0)).isNotNull();
    }

    @Test
    void take_futureGivenUpByTheCaller_comesBackWithTheEndOfTheSession() throws Exception {
        var shortLived = new ClientConfig(1_000, 300, 5_000, 5);
        SpaceClient client = SpaceClient.connect(server.address(), shortLived);
        PendingMatch<Marker> take = client.take(ANY_JOB, Long.MAX_VALUE);
        PendingMatch<Held<Marker>> hold = client.takeHeld(new Marker("other", null), Long.MAX_VALUE, 600_000);
        take.future().cancel(true);
        hold.future().cancel(true);
        client.census().get();
        space.write(new Marker("job", 1), null, Lease.FOREVER);
        space.write(new Marker("other", 2), null, Lease.FOREVER);
        assertThat(space.take(new Marker("other", null), null, 30_000)).isNotNull();
        assertThat(space.take(ANY_JOB, null, 0)).isNull();
        client.close();
        assertThat(space.take(ANY_JOB, null, 30_000)).isNotNull();
    }

    @Test
    void shared_closed_isMadeAnew() throws Exception {
        SpaceClient first = space.client();
        first.close();
        assertThat(space.client()).isNotSameAs(first);
        space.write(new Marker("job", 1), null, 1000);
    }

    @Test
    void transactionThatNoSpaceCanJoin_isRefused() {
        var transaction = new Transaction() {
            @Override
            public void commit() {}

            @Override
            public void commit(long timeout) {}

            @Override
            public void abort() {}

            @Override
            public void abort(long timeout) {}
        };
        assertThatThrownBy(() -> space.write(ANY_JOB, transaction, 1000))
                .isInstanceOf(UnknownTransactionException.class);
        assertThatThrownBy(() -> space.take(ANY_JOB, transaction, 1000))
                .isInstanceOf(UnknownTransactionException.class);
    }

    private static byte[] serialize(Object object) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object deserialize(byte[] bytes) throws Exception {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at <= bytes.length - part.length; at++) {
            if (java.util.Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not in there");
    }
}
