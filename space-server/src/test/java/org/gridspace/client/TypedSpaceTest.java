package org.gridspace.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jini.core.entry.UnusableEntryException;
import org.gridspace.entry.EntryType;
import org.gridspace.failure.EntryUnusable;
import org.gridspace.failure.GridUnavailable;
import org.gridspace.failure.TransactionEnded;
import org.gridspace.server.net.Limits;
import org.gridspace.server.net.SpaceServer;
import org.gridspace.server.net.SpaceServerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The typed and asynchronous face. */
@Timeout(60)
class TypedSpaceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration NOW = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Query<Order> ORDERS = Query.of(Order.class);
    private static final Query<Order> OPEN = ORDERS.where("state").is("open");

    private SpaceServer server;
    private RemoteSpace standard;
    private TypedSpace space;

    @BeforeEach
    void start() throws Exception {
        server =
                SpaceServer.start(new SpaceServerConfig("typed", "127.0.0.1", 0, UUID.randomUUID(), Limits.standard()));
        standard = new RemoteSpace(server.address());
        space = TypedSpace.of(standard);
    }

    @AfterEach
    void stop() throws Exception {
        standard.client().close();
        server.close();
    }

    private static Order open(int amount) {
        return new Order("ada", "open", amount);
    }

    private static List<Integer> amounts(List<Order> orders) {
        return orders.stream().map(Order::amount).toList();
    }

    @Test
    void write_record_isFoundByItsFields() throws Exception {
        var order = new Order("ada", "open", 120, null, List.of("tea", "milk"));
        SpaceLease lease = space.write(order, MINUTE);
        assertThat(lease.getExpiration() - System.currentTimeMillis()).isBetween(50_000L, 60_000L);
        assertThat(space.read(OPEN.where("amount").is(120), NOW)).contains(order);
        assertThat(space.read(OPEN.where("amount").is(121), NOW)).isEmpty();
        assertThat(space.read(ORDERS.where("items").is(List.of("tea", "milk")), NOW))
                .contains(order);
        assertThat(space.take(Query.like(new Order("ada", null, 120)), NOW)).contains(order);
        assertThat(space.take(ORDERS, NOW)).isEmpty();
    }

    @Test
    void write_entryClass_isTheSameToBothFaces() throws Exception {
        space.write(new Marker("job", 1), TypedSpace.FOREVER);
        assertThat(((Marker) standard.read(new Marker("job", null), null, 0)).number)
                .isEqualTo(1);
        standard.write(new Marker("job", 5), null, 60_000);
        Query<Marker> jobs = Query.of(Marker.class).where("number").atLeast(3);
        assertThat(space.take(jobs, NOW).orElseThrow().number).isEqualTo(5);
        assertThat(space.take(jobs, NOW)).isEmpty();
    }

    @Test
    void take_recordByTheStandardFace_saysThatItIsNoEntry() throws Exception {
        space.write(open(1), MINUTE);
        assertThatThrownBy(() -> standard.take(null, null, 0))
                .isInstanceOf(UnusableEntryException.class)
                .extracting(problem -> ((UnusableEntryException) problem).nestedExceptions[0].getMessage())
                .asString()
                .contains("is a record");
    }

    @Test
    void take_comparisons_findTheirRange() throws Exception {
        for (int i : List.of(-5, 0, 7, 100, 4000)) {
            space.write(open(i), MINUTE);
        }
        assertThat(amountsOf(ORDERS.where("amount").atLeast(7))).containsExactlyInAnyOrder(7, 100, 4000);
        assertThat(amountsOf(ORDERS.where("amount").greaterThan(7))).containsExactlyInAnyOrder(100, 4000);
        assertThat(amountsOf(ORDERS.where("amount").lessThan(0))).containsExactly(-5);
        assertThat(amountsOf(ORDERS.where("amount").atMost(0))).containsExactlyInAnyOrder(-5, 0);
        assertThat(amountsOf(ORDERS.where("amount").between(0L, 100L))).containsExactlyInAnyOrder(0, 7, 100);
        assertThat(amountsOf(ORDERS.where("amount").isNot(7))).containsExactlyInAnyOrder(-5, 0, 100, 4000);
        assertThat(amountsOf(OPEN.where("amount").greaterThan(0).where("amount").isNot(100)))
                .containsExactlyInAnyOrder(7, 4000);
        assertThat(amountsOf(ORDERS.where("customer").startsWith("ad"))).hasSize(5);
        assertThat(amountsOf(ORDERS.where("customer").startsWith("ada"))).hasSize(5);
        assertThat(amountsOf(ORDERS.where("customer").startsWith("adam"))).isEmpty();
        assertThat(amountsOf(ORDERS.where("customer").lessThan("ada"))).isEmpty();
        assertThat(amountsOf(ORDERS.where("price").isNot(java.math.BigDecimal.ONE)))
                .isEmpty();
    }

    private List<Integer> amountsOf(Query<Order> query) {
        try (Stream<Order> found = space.contents(query)) {
            return found.map(Order::amount).toList();
        }
    }

    @Test
    void take_blockedOnAComparison_getsWhatMeetsIt() throws Exception {
        CompletableFuture<Optional<Order>> large =
                space.takeAsync(OPEN.where("amount").atLeast(100), TypedSpace.FOREVER);
        space.write(open(99), MINUTE);
        space.write(open(100), MINUTE);
        assertThat(large.get(20, SECONDS).orElseThrow().amount()).isEqualTo(100);
        assertThat(space.take(OPEN, NOW).orElseThrow().amount()).isEqualTo(99);
    }

    @Test
    void writeAll_andTakeAll_moveBatches() throws Exception {
        List<Order> orders =
                IntStream.range(0, 10).mapToObj(TypedSpaceTest::open).toList();
        assertThat(space.writeAll(orders, MINUTE)).hasSize(10);
        assertThat(amounts(space.takeAll(OPEN, 4, NOW))).containsExactly(0, 1, 2, 3);
        assertThat(amounts(space.takeAllAsync(OPEN, Long.MAX_VALUE, NOW).get(20, SECONDS)))
                .containsExactly(4, 5, 6, 7, 8, 9);
        List<Order> none = space.takeAll(OPEN, 4, Duration.ofMillis(50));
        none.add(open(1));
        assertThat(none).hasSize(1);
        assertThat(space.writeAllAsync(orders, MINUTE).get(20, SECONDS)).hasSize(10);
    }

    @Test
    void async_pipelined_allHappen() throws Exception {
        List<CompletableFuture<SpaceLease>> writes = new ArrayList<>();
        List<CompletableFuture<Optional<Order>>> takes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            takes.add(space.takeAsync(OPEN, LONG));
            writes.add(space.writeAsync(open(i), MINUTE));
        }
        CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).get(20, SECONDS);
        List<Integer> taken = new ArrayList<>();
        for (CompletableFuture<Optional<Order>> take : takes) {
            taken.add(take.get(20, SECONDS).orElseThrow().amount());
        }
        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void cancel_ofAWaitingTake_withdrawsItAndLosesNothing() throws Exception {
        CompletableFuture<Optional<Order>> take = space.takeAsync(OPEN, TypedSpace.FOREVER);
        standard.client().census().get();
        take.cancel(true);
        assertThatThrownBy(() -> take.get(20, SECONDS)).isInstanceOf(CancellationException.class);
        space.write(open(1), MINUTE);
        assertThat(space.take(OPEN, NOW)).isPresent();
    }

    @Test
    void cancel_afterTheEntryWasFound_yieldsTheEntry() throws Exception {
        space.write(open(1), MINUTE);
        CompletableFuture<Optional<Order>> take = space.takeAsync(OPEN, TypedSpace.FOREVER);
        take.cancel(true);
        assertThat(take.get(20, SECONDS)).isPresent();
    }

    @Test
    void orTimeout_ofAWaitingTake_withdrawsIt() throws Exception {
        CompletableFuture<Optional<Order>> take =
                space.takeAsync(OPEN, TypedSpace.FOREVER).orTimeout(50, MILLISECONDS);
        assertThatThrownBy(() -> take.get(20, SECONDS)).hasCauseInstanceOf(TimeoutException.class);
        standard.client().census().get();
        space.write(open(1), MINUTE);
        assertThat(space.take(OPEN, NOW)).isPresent();
    }

    @Test
    void contents_manyEntries_streamsAllAndCanBeLeft() {
        space.writeAll(IntStream.range(0, 1_000).mapToObj(TypedSpaceTest::open).toList(), MINUTE);
        try (Stream<Order> all = space.contents(ORDERS)) {
            assertThat(all.mapToInt(Order::amount).sum()).isEqualTo(499_500);
        }
        try (Stream<Order> some = space.contents(ORDERS)) {
            assertThat(some.limit(3)).hasSize(3);
        }
    }

    @Test
    void watch_tellsWhatBecomesVisibleUntilClosed() throws Exception {
        space.write(open(0), MINUTE);
        var heard = new LinkedBlockingQueue<Order>();
        try (TypedSpace.Watch watch = space.watch(OPEN.where("amount").lessThan(10), heard::add)) {
            space.writeAll(List.of(open(1), open(50), open(2)), MINUTE);
            assertThat(heard.poll(20, SECONDS)).isEqualTo(open(1));
            assertThat(heard.poll(20, SECONDS)).isEqualTo(open(2));
        }
        space.write(open(3), MINUTE);
        var mark = new LinkedBlockingQueue<Order>();
        try (TypedSpace.Watch watch = space.watch(OPEN, mark::add)) {
            space.write(open(4), MINUTE);
            assertThat(mark.poll(20, SECONDS)).isEqualTo(open(4));
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void watch_sessionEnds_saysSo() throws Exception {
        var ended = new CompletableFuture<RuntimeException>();
        space.watch(ORDERS, new TypedSpace.Listener<Order>() {
            @Override
            public void found(Order order) {}

            @Override
            public void ended(RuntimeException reason) {
                ended.complete(reason);
            }
        });
        server.close();
        assertThat(ended.get(20, SECONDS)).isInstanceOf(org.gridspace.failure.SessionLost.class);
    }

    @Test
    void publisher_givesWhatIsRequested() throws Exception {
        var subscriber = new Subscriber();
        space.publisher(OPEN).subscribe(subscriber);
        subscriber.subscription.request(2);
        space.writeAll(List.of(open(1), open(2), open(3)), MINUTE);
        assertThat(subscriber.heard.poll(20, SECONDS)).isEqualTo(open(1));
        assertThat(subscriber.heard.poll(20, SECONDS)).isEqualTo(open(2));
        assertThat(subscriber.heard.poll(50, MILLISECONDS)).isNull();
        subscriber.subscription.request(1);
        assertThat(subscriber.heard.poll(20, SECONDS)).isEqualTo(open(3));
        subscriber.subscription.cancel();
    }

    @Test
    void publisher_tooMuchUnrequested_endsWithAnError() throws Exception {
        var subscriber = new Subscriber();
        space.publisher(OPEN).subscribe(subscriber);
        space.writeAll(IntStream.range(0, 9_000).mapToObj(TypedSpaceTest::open).toList(), MINUTE);
        assertThat(subscriber.problem.get(20, SECONDS)).isInstanceOf(IllegalStateException.class);
    }

    private static final class Subscriber implements Flow.Subscriber<Order> {
        private final LinkedBlockingQueue<Order> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<Throwable> problem = new CompletableFuture<>();
        private Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription own) {
            subscription = own;
        }

        @Override
        public void onNext(Order order) {
            heard.add(order);
        }

        @Override
        public void onError(Throwable cause) {
            problem.complete(cause);
        }

        @Override
        public void onComplete() {
            problem.complete(null);
        }
    }

    @Test
    void transaction_committed_happensAtOnce() throws Exception {
        space.write(open(1), MINUTE);
        try (TypedTransaction transaction = space.begin(MINUTE)) {
            TypedSpace inside = transaction.space();
            Order order = inside.take(OPEN, NOW).orElseThrow();
            inside.write(new Order("ada", "shipped", order.amount()), MINUTE);
            inside.writeAll(List.of(new Order("ada", "shipped", 2)), MINUTE);
            assertThat(space.read(ORDERS, NOW)).isEmpty();
            assertThat(inside.contents(ORDERS)).hasSize(2);
            assertThatThrownBy(() -> inside.begin(MINUTE)).isInstanceOf(IllegalStateException.class);
            transaction.commit();
        }
        assertThat(space.takeAll(ORDERS.where("state").is("shipped"), 10, NOW)).hasSize(2);
        assertThat(space.take(ORDERS, NOW)).isEmpty();
    }

    @Test
    void transaction_closed_undoesEverything() throws Exception {
        space.write(open(1), MINUTE);
        TypedSpace inside;
        try (TypedTransaction transaction = space.begin(MINUTE)) {
            inside = transaction.space();
            inside.take(OPEN, NOW).orElseThrow();
            inside.write(open(2), MINUTE);
        }
        assertThat(amounts(space.takeAll(OPEN, 10, LONG))).containsExactly(1);
        assertThatThrownBy(() -> inside.write(open(3), MINUTE)).isInstanceOf(TransactionEnded.class);
        assertThatThrownBy(() -> inside.take(OPEN, NOW)).isInstanceOf(TransactionEnded.class);
        assertThatThrownBy(() -> inside.takeAllAsync(OPEN, 3, NOW).get(20, SECONDS))
                .hasCauseInstanceOf(TransactionEnded.class);
    }

    @Test
    void transaction_leaseEnded_cannotBeCommitted() throws Exception {
        try (TypedTransaction transaction = space.begin(Duration.ofMillis(100))) {
            transaction.space().write(open(1), MINUTE);
            await().atMost(20, SECONDS).until(() -> {
                try {
                    transaction.space().write(open(2), MINUTE);
                    return false;
                } catch (TransactionEnded e) {
                    return true;
                }
            });
            assertThatThrownBy(transaction::commit).isInstanceOf(TransactionEnded.class);
        }
        assertThat(space.take(ORDERS, NOW)).isEmpty();
    }

    @Test
    void take_classThatIsNotHere_saysSo() throws Exception {
        var type = new EntryType(List.of(new EntryType.Level(Order.class.getName(), List.of())));
        standard.client()
                .writePacked(new org.gridspace.entry.PackedEntry(type, new byte[0]), 60_000)
                .get();
        assertThat(space.take(ORDERS, NOW)).as("a record of other components").isEmpty();
        standard.client().writePacked(corrupt(), 60_000).get();
        assertThatThrownBy(() -> space.takeAll(ORDERS, 5, NOW)).isInstanceOf(EntryUnusable.class);
        assertThat(space.take(ORDERS, NOW)).isEmpty();
    }

    /** An order whose amount is null. */
    private static org.gridspace.entry.PackedEntry corrupt() {
        EntryType type = SpaceClients.codec().typeOf(Order.class);
        return new org.gridspace.entry.PackedEntry(type, new byte[type.fieldCount()]);
    }

    @Test
    void arguments_thatMakeNoSense_areRefusedByTheCall() {
        assertThatThrownBy(() -> space.write("text", MINUTE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space.writeAsync(null, MINUTE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space.writeAsync(open(1), NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space.write(open(1), Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space.writeAll(List.of(), MINUTE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space.takeAsync(OPEN, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space.takeAll(OPEN, 0, NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void take_interrupted_throwsAndLosesNothing() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> space.take(OPEN, LONG)).isInstanceOf(InterruptedException.class);
        space.write(open(1), MINUTE);
        assertThat(space.take(OPEN, NOW)).isPresent();
    }

    @Test
    void anything_nobodyThere_isUnavailable() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        TypedSpace gone =
                TypedSpace.of(new RemoteSpace(new SpaceAddress("127.0.0.1", port, UUID.randomUUID(), "gone")));
        assertThatThrownBy(() -> gone.write(open(1), MINUTE)).isInstanceOf(GridUnavailable.class);
        assertThatThrownBy(() -> gone.take(OPEN, LONG)).isInstanceOf(GridUnavailable.class);
        assertThatThrownBy(() -> gone.takeAsync(OPEN, LONG).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(GridUnavailable.class);
    }
}
