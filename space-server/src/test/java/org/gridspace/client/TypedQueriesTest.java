package org.gridspace.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gridspace.failure.EntryUnusable;
import org.gridspace.failure.TransactionEnded;
import org.gridspace.server.net.Limits;
import org.gridspace.server.net.SpaceServer;
import org.gridspace.server.net.SpaceServerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The typed face's questions about what exists, its questions with several queries, and its asynchronous transactions, over the wire. */
@Timeout(60)
class TypedQueriesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration NOW = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Query<Order> OPEN =
            Query.of(Order.class).where("state").is("open");
    private static final Query<Order> LARGE =
            Query.of(Order.class).where("amount").atLeast(100);
    private static final Query<Stop> STOP = Query.of(Stop.class);
    private static final List<Query<? extends Record>> ANY = List.of(OPEN, LARGE, STOP);

    /** Another class of entry. */
    record Stop(String reason) {}

    private SpaceServer server;
    private RemoteSpace standard;
    private TypedSpace space;

    @BeforeEach
    void start() throws Exception {
        server = SpaceServer.start(
                new SpaceServerConfig("queries", "127.0.0.1", 0, UUID.randomUUID(), Limits.standard()));
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

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, SECONDS);
    }

    private static void assertWaits(CompletableFuture<?> future) {
        assertThatThrownBy(() -> future.get(100, MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void ifExists_nothingThere_isEmptyAtOnce() throws Exception {
        assertThat(space.readIfExists(OPEN, TypedSpace.FOREVER)).isEmpty();
        assertThat(space.takeIfExists(OPEN, TypedSpace.FOREVER)).isEmpty();
        assertThat(get(space.readIfExistsAsync(OPEN, TypedSpace.FOREVER))).isEmpty();
        assertThat(get(space.takeIfExistsAsync(OPEN, TypedSpace.FOREVER))).isEmpty();
    }

    @Test
    void ifExists_somethingThere_isFound() throws Exception {
        space.write(open(1), MINUTE);
        assertThat(space.readIfExists(OPEN, NOW)).contains(open(1));
        assertThat(get(space.readIfExistsAsync(OPEN, LONG))).contains(open(1));
        assertThat(space.takeIfExists(OPEN, LONG)).contains(open(1));
        space.write(open(2), MINUTE);
        assertThat(get(space.takeIfExistsAsync(OPEN, NOW))).contains(open(2));
        assertThat(space.readIfExists(OPEN, LONG)).isEmpty();
    }

    @Test
    void ifExists_lockedMatch_isWaitedFor() throws Exception {
        space.write(open(1), MINUTE);
        TypedTransaction transaction = space.begin(MINUTE);
        assertThat(transaction.space().take(OPEN, NOW)).isPresent();
        assertThat(space.readIfExists(OPEN, NOW)).isEmpty();
        CompletableFuture<Optional<Order>> read = space.readIfExistsAsync(OPEN, TypedSpace.FOREVER);
        assertWaits(read);
        transaction.close();
        assertThat(get(read)).contains(open(1));
    }

    @Test
    void ifExists_lockedMatchGoes_isEmpty() throws Exception {
        space.write(open(1), MINUTE);
        try (TypedTransaction transaction = space.begin(MINUTE)) {
            assertThat(transaction.space().take(OPEN, NOW)).isPresent();
            CompletableFuture<Optional<Order>> take = space.takeIfExistsAsync(OPEN, TypedSpace.FOREVER);
            assertWaits(take);
            transaction.commit();
            assertThat(get(take)).isEmpty();
        }
    }

    @Test
    void takeIfExists_readByATransaction_waitsWhereReadDoesNot() throws Exception {
        space.write(open(1), MINUTE);
        TypedTransaction transaction = space.begin(MINUTE);
        assertThat(transaction.space().read(OPEN, NOW)).isPresent();
        assertThat(space.readIfExists(OPEN, NOW)).isPresent();
        CompletableFuture<Optional<Order>> take = space.takeIfExistsAsync(OPEN, LONG);
        assertWaits(take);
        transaction.commit();
        assertThat(get(take)).contains(open(1));
    }

    @Test
    void takeIfExists_cancelled_takesNothing() throws Exception {
        space.write(open(1), MINUTE);
        TypedTransaction transaction = space.begin(MINUTE);
        assertThat(transaction.space().take(OPEN, NOW)).isPresent();
        CompletableFuture<Optional<Order>> take = space.takeIfExistsAsync(OPEN, LONG);
        standard.client().census().get();
        take.cancel(true);
        assertThatThrownBy(() -> get(take)).isInstanceOf(CancellationException.class);
        transaction.close();
        assertThat(space.take(OPEN, LONG)).isPresent();
    }

    @Test
    void takeAny_severalClasses_takesWhatIsThere() throws Exception {
        assertThat(space.takeAny(ANY, NOW)).isEmpty();
        space.write(new Stop("enough"), MINUTE);
        space.write(new Order("ada", "shipped", 7), MINUTE);
        Optional<Record> first = space.takeAny(ANY, NOW);
        assertThat(first).contains(new Stop("enough"));
        assertThat(space.takeAny(ANY, Duration.ofMillis(50))).isEmpty();
        space.write(new Order("ada", "shipped", 100), MINUTE);
        assertThat(get(space.takeAnyAsync(ANY, LONG))).contains(new Order("ada", "shipped", 100));
    }

    @Test
    void takeAny_waits_getsTheFirstThatComes() throws Exception {
        CompletableFuture<Optional<Record>> any = space.takeAnyAsync(ANY, TypedSpace.FOREVER);
        assertWaits(any);
        space.write(new Order("ada", "shipped", 7), MINUTE);
        space.write(new Stop("enough"), MINUTE);
        space.write(open(1), MINUTE);
        assertThat(get(any)).contains(new Stop("enough"));
        assertThat(space.takeAll(ANY, 10, NOW)).containsExactly(open(1));
    }

    @Test
    void takeAny_cancelled_takesNothing() throws Exception {
        CompletableFuture<Optional<Record>> any = space.takeAnyAsync(ANY, TypedSpace.FOREVER);
        standard.client().census().get();
        any.cancel(true);
        assertThatThrownBy(() -> get(any)).isInstanceOf(CancellationException.class);
        space.write(open(1), MINUTE);
        assertThat(space.takeAny(ANY, NOW)).isPresent();
    }

    @Test
    void takeAll_matchesOfSeveralQueries_comeOnce() throws Exception {
        space.writeAll(List.of(open(1), open(100), new Stop("a"), new Order("bob", "shipped", 200)), MINUTE);
        space.write(new Order("bob", "shipped", 3), MINUTE);
        assertThat(space.takeAll(ANY, 2, NOW)).hasSize(2);
        assertThat(get(space.takeAllAsync(ANY, Long.MAX_VALUE, NOW))).hasSize(2);
        List<Record> none = space.takeAll(ANY, 1, NOW);
        assertThat(none).isEmpty();
        none.add(open(1));
        assertThat(none).hasSize(1);
    }

    @Test
    void takeAll_someUnusable_namesThemAndHandsOnTheRest() throws Exception {
        space.write(open(1), MINUTE);
        var type = SpaceClients.codec().typeOf(Order.class);
        var empty = new org.gridspace.entry.PackedEntry(type, new byte[type.fieldCount()]);
        standard.client().writePacked(empty, 60_000).join();
        List<Query<? extends Record>> both = List.of(Query.of(Order.class), STOP);
        assertThatThrownBy(() -> space.takeAll(both, 10, NOW))
                .isInstanceOfSatisfying(
                        EntryUnusable.class,
                        problem -> assertThat((Object) problem.others()).isEqualTo(List.of(open(1))))
                .hasMessageContaining("'amount' of " + Order.class.getName());
    }

    @Test
    void contents_severalQueries_yieldEachEntryOnce() {
        space.writeAll(IntStream.range(0, 600).mapToObj(TypedQueriesTest::open).toList(), MINUTE);
        space.write(new Stop("a"), MINUTE);
        space.write(new Order("bob", "shipped", 3), MINUTE);
        try (Stream<Record> found = space.contents(ANY)) {
            assertThat(found).hasSize(601).doesNotHaveDuplicates();
        }
    }

    @Test
    void watch_severalQueries_tellsEachEntryOnce() throws Exception {
        var heard = new LinkedBlockingQueue<Record>();
        try (TypedSpace.Watch watch = space.watch(ANY, heard::add)) {
            space.writeAll(List.of(open(100), new Order("bob", "shipped", 3), new Stop("a")), MINUTE);
            assertThat(heard.poll(20, SECONDS)).isEqualTo(open(100));
            assertThat(heard.poll(20, SECONDS)).isEqualTo(new Stop("a"));
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void publisher_severalQueries_givesThemAll() throws Exception {
        var heard = new LinkedBlockingQueue<Record>();
        space.<Record>publisher(ANY).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Record entry) {
                heard.add(entry);
            }

            @Override
            public void onError(Throwable problem) {}

            @Override
            public void onComplete() {}
        });
        space.write(open(100), MINUTE);
        space.write(new Stop("a"), MINUTE);
        assertThat(heard.poll(20, SECONDS)).isEqualTo(open(100));
        assertThat(heard.poll(20, SECONDS)).isEqualTo(new Stop("a"));
    }

    @Test
    void severalQueries_thatMakeNoSense_areRefusedByTheCall() {
        List<Query<? extends Record>> none = List.of();
        List<Query<? extends Record>> many = Collections.nCopies(1_025, STOP);
        for (List<Query<? extends Record>> bad : List.of(none, many)) {
            assertThatThrownBy(() -> space.takeAny(bad, NOW)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space.takeAnyAsync(bad, NOW)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space.takeAll(bad, 1, NOW)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space.takeAllAsync(bad, 1, NOW)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space.contents(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space.watch(bad, entry -> {})).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space.publisher(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> space.takeAllAsync(ANY, 0, NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space.takeAny(ANY, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> space.readIfExists(OPEN, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void asyncTransaction_committed_happensThoughItIsClosed() throws Exception {
        space.write(open(1), MINUTE);
        CompletableFuture<Void> done = space.beginAsync(MINUTE).thenCompose(transaction -> {
            TypedSpace inside = transaction.space();
            return inside.takeAsync(OPEN, NOW)
                    .thenCompose(taken -> inside.writeAsync(new Stop("done"), MINUTE))
                    .thenCompose(written -> {
                        try (transaction) {
                            return transaction.commitAsync();
                        }
                    });
        });
        get(done);
        assertThat(space.takeAll(ANY, 10, NOW)).containsExactly(new Stop("done"));
    }

    @Test
    void asyncTransaction_ended_saysSo() throws Exception {
        TypedTransaction transaction = get(space.beginAsync(MINUTE));
        transaction.close();
        assertThatThrownBy(() -> get(transaction.commitAsync())).hasCauseInstanceOf(TransactionEnded.class);
        assertThatThrownBy(() -> transaction.space().beginAsync(MINUTE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> space.beginAsync(NOW)).isInstanceOf(IllegalArgumentException.class);
    }
}
