package org.gridspace.server.net;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jini.core.lease.Lease;
import org.gridspace.client.RemoteSpace;
import org.gridspace.entry.EntryType;
import org.gridspace.server.contract.Bag;
import org.gridspace.server.contract.Note;
import org.gridspace.wire.ClientPreface;
import org.gridspace.wire.FarewellCode;
import org.gridspace.wire.MatchKind;
import org.gridspace.wire.NewEntry;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.gridspace.wire.Template;
import org.gridspace.wire.WireLimits;
import org.gridspace.wire.WireWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server does with clients that aren't ours, or not well. */
@Timeout(90)
class SpaceServerTest {
    private static final byte[] NO_FIELDS = {};
    private static final EntryType BLOB =
            new EntryType(List.of(new EntryType.Level("demo.Blob", List.of(new EntryType.Field("data", "[B")))));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<SpaceServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        servers.forEach(SpaceServer::close);
    }

    private SpaceServer start(Limits limits) throws Exception {
        SpaceServer server =
                SpaceServer.start(new SpaceServerConfig("server", "127.0.0.1", 0, UUID.randomUUID(), limits));
        servers.add(server);
        return server;
    }

    @Test
    void start_portInUse_namesHostAndPort() throws Exception {
        SpaceServer server = start(Limits.standard());
        int port = server.address().port();
        var same = new SpaceServerConfig("same", "127.0.0.1", port, UUID.randomUUID(), Limits.standard());
        assertThatThrownBy(() -> SpaceServer.start(same))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("127.0.0.1:" + port);
        server.close();
        servers.add(SpaceServer.start(same));
    }

    @Test
    void garbage_onManyConnections_endsThoseAndNothingElse() throws Exception {
        SpaceServer server = start(Limits.standard());
        var space = new RemoteSpace(server.address());
        Future<Integer> work = threads.submit(() -> {
            int done = 0;
            for (int i = 0; i < 500; i++) {
                space.write(new Note("a", i), null, Lease.FOREVER);
                done += ((Note) space.take(new Note("a", null), null, 0)).number == i ? 1 : 0;
            }
            return done;
        });
        var random = new Random(42);
        for (int i = 0; i < 100; i++) {
            try (var client = new RawClient(server.address())) {
                byte[] garbage = new byte[20 + random.nextInt(400)];
                random.nextBytes(garbage);
                garbage[0] = (byte) (garbage[0] | 0x80); // a frame that is too long, or no preface
                if (i % 3 == 1) {
                    client.greet();
                } else if (i % 3 == 2) {
                    client.greet().open();
                }
                client.sendBytes(garbage);
                assertThat(client.isClosedByServer()).isTrue();
            }
        }
        assertThat(work.get(60, SECONDS)).isEqualTo(500);
        space.client().close();
    }

    @Test
    void garbageFrame_isAnsweredWithAFarewellThatSaysWhy() throws Exception {
        try (var client =
                new RawClient(start(Limits.standard()).address()).greet().open()) {
            client.sendBytes(new byte[] {0, 0, 0, 2, 0x7e, 1});
            Reply.Farewell farewell = client.next(Reply.Farewell.class);
            assertThat(farewell.reason()).isEqualTo(FarewellCode.PROTOCOL);
            assertThat(farewell.detail()).contains("unknown request 126");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void frame_beforeASession_isShort() throws Exception {
        try (var client = new RawClient(start(Limits.standard()).address()).greet()) {
            client.sendBytes(new byte[] {0, 1, 0, 0});
            assertThat(client.next(Reply.Farewell.class).detail()).contains("65536 bytes");
        }
    }

    @Test
    void request_withoutASession_isRefused() throws Exception {
        try (var client = new RawClient(start(Limits.standard()).address()).greet()) {
            client.send(new Request.TakeCensus(2));
            assertThat(client.next(Reply.Farewell.class).reason()).isEqualTo(FarewellCode.PROTOCOL);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void session_openedASecondTimeOnOneConnection_isRefused() throws Exception {
        try (var client =
                new RawClient(start(Limits.standard()).address()).greet().open()) {
            client.send(new Request.OpenSession(2, 1, 2, 1000));
            assertThat(client.next(Reply.Farewell.class).reason()).isEqualTo(FarewellCode.PROTOCOL);
        }
    }

    @Test
    void attach_unknownSession_isRefusedAndMayBeFollowedByOpening() throws Exception {
        try (var client = new RawClient(start(Limits.standard()).address()).greet()) {
            client.send(new Request.AttachSession(1, 3, 4, 0));
            assertThat(client.next()).isInstanceOf(Reply.Refused.class);
            client.open();
        }
    }

    @Test
    void connection_whoseSessionIsAttachedElsewhere_isEnded() throws Exception {
        SpaceServer server = start(Limits.standard());
        try (var first = new RawClient(server.address()).greet();
                var second = new RawClient(server.address()).greet()) {
            first.send(new Request.OpenSession(1, 3, 4, 30_000));
            first.next(Reply.SessionOpened.class);
            second.send(new Request.AttachSession(1, 3, 4, 0));
            second.next(Reply.SessionOpened.class);
            assertThat(first.next(Reply.Farewell.class).reason()).isEqualTo(FarewellCode.SUPERSEDED);
            assertThat(first.isClosedByServer()).isTrue();
            second.send(new Request.RenewSession(2)); // the first one's end hasn't detached it
            second.next(Reply.Done.class);
        }
    }

    @Test
    void unknownVersion_isToldTheServersAndClosed() throws Exception {
        try (var client = new RawClient(start(Limits.standard()).address())) {
            var preface = new WireWriter(64);
            new ClientPreface(2, 9, WireLimits.FRAME_BYTES).write(preface);
            client.sendBytes(preface.toByteArray());
            assertThat(client.readPreface().version()).isZero();
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void connection_thatSaysNothing_isClosed() throws Exception {
        SpaceServer server = start(new Limits(100, Duration.ofMillis(200), 64 << 20));
        try (var silent = new RawClient(server.address());
                var greeted = new RawClient(server.address()).greet()) {
            assertThat(silent.isClosedByServer()).isTrue();
            assertThat(greeted.isClosedByServer()).isTrue();
        }
    }

    @Test
    void connection_silentForTwoLeases_isClosed() throws Exception {
        try (var client = new RawClient(start(Limits.standard()).address()).greet()) {
            client.send(new Request.OpenSession(1, 3, 4, 100));
            client.next(Reply.SessionOpened.class);
            assertThat(client.next(Reply.Farewell.class).reason()).isEqualTo(FarewellCode.SILENCE);
        }
    }

    @Test
    void connections_beyondTheLimit_areClosed() throws Exception {
        SpaceServer server = start(new Limits(2, Duration.ofSeconds(30), 64 << 20));
        try (var first = new RawClient(server.address()).greet();
                var second = new RawClient(server.address()).greet();
                var third = new RawClient(server.address())) {
            assertThat(third.isClosedByServer()).isTrue();
            first.open();
            second.open();
        }
    }

    @Test
    void slowReader_getsEverythingInTheEnd_andHoldsUpNobody() throws Exception {
        SpaceServer server = start(Limits.standard());
        var space = new RemoteSpace(server.address());
        try (var slow = new RawClient(server.address()).greet().open()) {
            int blob = defineBlob(slow);
            slow.send(new Request.Write(3, 0, new NewEntry(blob, fields(1 << 20), Long.MAX_VALUE)));
            slow.next(Reply.Written.class);
            int reads = 300;
            for (int i = 0; i < reads; i++) {
                slow.send(match(4 + i, MatchKind.READ, blob, 0));
            }
            for (int i = 0; i < 50; i++) {
                space.write(new Note("a", i), null, Lease.FOREVER);
                assertThat(space.take(new Note("a", i), null, 0)).isNotNull();
            }
            for (int i = 0; i < reads; i++) {
                Reply.Found found = slow.next(Reply.Found.class);
                assertThat(found.sequence()).isEqualTo(4 + i);
                assertThat(found.fields()).hasSize(fields(1 << 20).length);
            }
        }
        space.client().close();
    }

    @Test
    void slowReader_beyondAllBounds_isClosed() throws Exception {
        SpaceServer server = start(new Limits(100, Duration.ofSeconds(30), 32 << 20));
        try (var slow = new RawClient(server.address()).greet().open();
                var writer = new RawClient(server.address()).greet().open()) {
            int blob = defineBlob(slow);
            for (int i = 0; i < 100; i++) {
                slow.send(match(3 + i, MatchKind.READ, blob, Long.MAX_VALUE));
            }
            slow.send(new Request.TakeCensus(200));
            slow.next(Reply.Census.class); // all reads wait by now
            writer.send(new Request.Write(2, 0, new NewEntry(blob, fields(1 << 20), Long.MAX_VALUE)));
            writer.next(Reply.Written.class);
            assertThat(slow.isClosedByServer()).isTrue();
            writer.send(match(3, MatchKind.TAKE, blob, 0));
            writer.next(Reply.Found.class);
        }
    }

    @Test
    void close_withClients_saysFarewellWithinTwoSeconds() throws Exception {
        SpaceServer server = start(Limits.standard());
        try (var client = new RawClient(server.address()).greet().open()) {
            client.send(match(2, MatchKind.TAKE, 0, Long.MAX_VALUE), new Request.TakeCensus(3));
            client.next(Reply.Census.class);
            long start = System.nanoTime();
            server.close();
            assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(4));
            assertThat(client.next(Reply.Farewell.class).reason()).isEqualTo(FarewellCode.SESSIONS_END);
            assertThat(client.isClosedByServer()).isTrue();
        }
        server.close(); // a second time does nothing
    }

    @Test
    void bag_withoutFields_isAnEntryToo() throws Exception {
        var space = new RemoteSpace(start(Limits.standard()).address());
        space.write(new Bag(), null, Lease.FOREVER);
        assertThat(space.take(new Bag(), null, 0)).isInstanceOf(Bag.class);
        space.client().close();
    }

    private static int defineBlob(RawClient client) throws Exception {
        client.send(new Request.DefineType(2, BLOB));
        return client.next(Reply.TypeDefined.class).typeId();
    }

    private static Request match(long sequence, MatchKind kind, int typeId, long timeoutMillis) {
        byte[] fields = typeId == 0 ? NO_FIELDS : new byte[] {0};
        return new Request.Match(sequence, kind, 0, new Template(typeId, fields), timeoutMillis, 0);
    }

    private static byte[] fields(int size) {
        return org.gridspace.entry.PackedFields.pack(new byte[][] {new byte[size]});
    }
}
