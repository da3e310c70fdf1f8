package org.gridspace.client;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import net.jini.space.JavaSpace;

/**
 * A space as Java programs of today like it: records as entries, {@link Query} for templates with comparisons, {@link Optional}, {@link
 * Duration}, and an asynchronous form of all that may have to wait. It is the same space as the standard {@link net.jini.space.JavaSpace05}, with the
 * same guarantees: entries that one face writes the other finds, except that a record is no {@code Entry}, so the standard face finds
 * it unusable. Thread-safe.
 *
 * {@snippet :
 * record Order(String customer, String state, int amount) {}
 *
 * TypedSpace space = TypedSpace.of(grid.space());
 * space.write(new Order("ada", "open", 120), Duration.ofMinutes(5));
 * Query<Order> open = Query.of(Order.class).where("state").is("open");
 * Optional<Order> one = space.take(open.where("amount").atLeast(100), Duration.ofSeconds(10));
 * CompletableFuture<Optional<Order>> later = space.takeAsync(open, TypedSpace.FOREVER);
 * }
 *
 * <p><b>Entries</b> are records, whose components are the fields (primitive ones, too), or classes that obey the rules of {@link
 * net.jini.core.entry.Entry}.
 *
 * <p><b>Several queries</b> at once, of whatever classes: each entry that matches one of them or more comes once. Up to 1,024; an empty
 * collection is an {@link IllegalArgumentException}. What they have in common is what comes back:
 *
 * {@snippet :
 * Optional<Record> next = space.takeAny(List.of(Query.of(Stop.class), open), TypedSpace.FOREVER);
 * }
 *
 * <p><b>Durations</b> count in milliseconds. A negative one is an {@link IllegalArgumentException}; anything beyond 292 million years is
 * {@link #FOREVER}.
 *
 * <p><b>Failures</b> are {@link org.gridspace.failure.GridException}s, thrown by the blocking forms and found in the futures: {@code
 * GridUnavailable} (not reached, nothing happened), {@code SessionLost} (the outcome is unknown), {@code TransactionEnded}, {@code
 * RequestDenied} (one of the space's limits), {@code EntryUnusable}. What is wrong with an argument is an {@code
 * IllegalArgumentException} of the call itself, also in the asynchronous forms.
 *
 * <p><b>Futures</b> are completed on a thread that reads for many: dependent stages must not block; use the {@code …Async} methods
 * of {@link CompletableFuture} where they do. To cancel one that waits for an entry withdraws the question from the space; the future
 * ends as cancelled when the space confirms that, or with the entry if it was found before: nothing is lost.
 */
public interface TypedSpace {
    /** For ever, as a timeout or a lease. */
    Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

    /**
     * The typed face of a space.
     *
     * @throws IllegalArgumentException if it is no space of this project
     */
    static TypedSpace of(JavaSpace space) {
        if (space instanceof RemoteSpace remote) {
            return new ClientSpace(remote, 0);
        }
        throw new IllegalArgumentException("no space of Gridspace: " + space);
    }

    /** The same space by the standard interface, without the transaction that this face may have. */
    RemoteSpace standard();

    /**
     * Writes an entry.
     *
     * @param entry a record or an {@code Entry}
     * @param lease how long it stays at most
     * @return its lease, through which it can be kept longer or removed
     */
    SpaceLease write(Object entry, Duration lease);

    /** {@link #write} without waiting; the entry may be changed again as soon as this returns. */
    CompletableFuture<SpaceLease> writeAsync(Object entry, Duration lease);

    /**
     * Writes entries, all or none, and answers their leases in the same order.
     *
     * @param entries at least one
     */
    List<SpaceLease> writeAll(Collection<?> entries, Duration lease);

    /** {@link #writeAll} without waiting. */
    CompletableFuture<List<SpaceLease>> writeAllAsync(Collection<?> entries, Duration lease);

    /**
     * Reads an entry, waiting for one.
     *
     * @param timeout how long to wait at most; zero for not at all
     * @return empty if there was none in time
     * @throws InterruptedException if the thread is interrupted while it waits, and nothing was found
     */
    <T> Optional<T> read(Query<T> query, Duration timeout) throws InterruptedException;

    /** {@link #read} without waiting. */
    <T> CompletableFuture<Optional<T>> readAsync(Query<T> query, Duration timeout);

    /**
     * Takes an entry, waiting for one; of one class the one that was written first.
     *
     * @param timeout how long to wait at most; zero for not at all
     * @return empty if there was none in time
     * @throws InterruptedException if the thread is interrupted while it waits: then nothing was taken
     */
    <T> Optional<T> take(Query<T> query, Duration timeout) throws InterruptedException;

    /** {@link #take} without waiting. */
    <T> CompletableFuture<Optional<T>> takeAsync(Query<T> query, Duration timeout);

    /**
     * Reads an entry if there is one: waits only while every match is locked by transactions of others, their uncommitted writes
     * included. JavaSpaces Specification, JS.2.3, {@code readIfExists}.
     *
     * @param timeout how long to wait at most; zero for not at all
     * @return empty if nothing matches, or what does was still locked in the end
     * @throws InterruptedException as {@link #read}
     */
    <T> Optional<T> readIfExists(Query<T> query, Duration timeout) throws InterruptedException;

    /** {@link #readIfExists} without waiting. */
    <T> CompletableFuture<Optional<T>> readIfExistsAsync(Query<T> query, Duration timeout);

    /**
     * Takes an entry if there is one: waits as {@link #readIfExists} does, and also while others have read what matches under a
     * transaction. JavaSpaces Specification, JS.2.4, {@code takeIfExists}.
     *
     * @param timeout how long to wait at most; zero for not at all
     * @return empty if nothing matches, or what does was still locked in the end
     * @throws InterruptedException as {@link #take}
     */
    <T> Optional<T> takeIfExists(Query<T> query, Duration timeout) throws InterruptedException;

    /** {@link #takeIfExists} without waiting. */
    <T> CompletableFuture<Optional<T>> takeIfExistsAsync(Query<T> query, Duration timeout);

    /**
     * Takes an entry that matches any of several queries, waiting for one.
     *
     * @param queries 1 to 1,024
     * @param timeout how long to wait at most; zero for not at all
     * @return empty if there was none in time
     * @throws InterruptedException as {@link #take}
     */
    <T> Optional<T> takeAny(Collection<? extends Query<? extends T>> queries, Duration timeout)
            throws InterruptedException;

    /** {@link #takeAny} without waiting. */
    <T> CompletableFuture<Optional<T>> takeAnyAsync(Collection<? extends Query<? extends T>> queries, Duration timeout);

    /**
     * Takes entries, waiting for the first; what else is there comes along.
     *
     * @param limit how many at most, 1 or more; fewer than there are may come if they are large
     * @return modifiable; empty if there was none in time
     * @throws InterruptedException as {@link #take}
     */
    <T> List<T> takeAll(Query<T> query, long limit, Duration timeout) throws InterruptedException;

    /** As {@link #takeAll(Query, long, Duration)}, of what matches any of several queries. */
    <T> List<T> takeAll(Collection<? extends Query<? extends T>> queries, long limit, Duration timeout)
            throws InterruptedException;

    /** {@link #takeAll(Query, long, Duration)} without waiting. */
    <T> CompletableFuture<List<T>> takeAllAsync(Query<T> query, long limit, Duration timeout);

    /** {@link #takeAll(Collection, long, Duration)} without waiting. */
    <T> CompletableFuture<List<T>> takeAllAsync(
            Collection<? extends Query<? extends T>> queries, long limit, Duration timeout);

    /**
     * Everything that is there now, read in pages as the stream is consumed, which may take up to an hour. To be closed unless consumed
     * to its end. Under a transaction every entry that is consumed is locked.
     */
    <T> Stream<T> contents(Query<T> query);

    /** As {@link #contents(Query)}, of what matches any of several queries: each entry once. */
    <T> Stream<T> contents(Collection<? extends Query<? extends T>> queries);

    /**
     * Has a listener called for each entry that becomes visible from now on: written, committed, or given back by a transaction. One call
     * at a time, in the order in which it happened, on a thread that the listener may keep.
     *
     * @return to be closed when enough was heard
     */
    <T> Watch watch(Query<T> query, Listener<? super T> listener);

    /** As {@link #watch(Query, Listener)}, for what matches any of several queries: one call for each entry. */
    <T> Watch watch(Collection<? extends Query<? extends T>> queries, Listener<? super T> listener);

    /**
     * What {@link #watch(Query, Listener)} tells, as a publisher: each subscriber gets what becomes visible after its subscription. One that leaves more
     * than 8,192 entries unrequested gets an {@link IllegalStateException} and nothing more; it delays nobody.
     */
    <T> Flow.Publisher<T> publisher(Query<T> query);

    /** As {@link #publisher(Query)}, of what matches any of several queries. */
    <T> Flow.Publisher<T> publisher(Collection<? extends Query<? extends T>> queries);

    /**
     * Begins a transaction.
     *
     * {@snippet :
     * try (TypedTransaction transaction = space.begin(Duration.ofSeconds(30))) {
     *   TypedSpace inside = transaction.space();
     *   Order order = inside.take(open, Duration.ofSeconds(10)).orElseThrow();
     *   inside.write(order.shipped(), TypedSpace.FOREVER);
     *   transaction.commit();
     * }
     * }
     *
     * @param lease how long it may last; more than zero
     * @throws IllegalStateException if this is already the space of a transaction
     */
    TypedTransaction begin(Duration lease);

    /** {@link #begin} without waiting. */
    CompletableFuture<TypedTransaction> beginAsync(Duration lease);

    /**
     * Hears of entries.
     *
     * @param <T> their class
     */
    @FunctionalInterface
    interface Listener<T> {
        /** An entry has become visible. What this throws is logged. */
        void found(T entry);

        /** So many entries came faster than this listener took them, and are not told; they are in the space nevertheless. */
        default void missed(long entries) {}

        /** Nothing is told any more, because the session with the space has ended; not called when the watch was closed. */
        default void ended(RuntimeException reason) {}
    }

    /** Somebody who listens. Thread-safe. */
    interface Watch extends AutoCloseable {
        /** Ends it: from now on the listener isn't called, but a call that is under way may still end. Doesn't wait. */
        @Override
        void close();
    }
}
