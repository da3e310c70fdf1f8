package org.gridspace.client;

import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gridspace.entry.PackedEntry;
import org.gridspace.failure.GridUnavailable;
import org.gridspace.wire.EventKind;
import org.gridspace.wire.MatchKind;

/** The typed face over the process's shared client, maybe under a transaction. Immutable. */
final class ClientSpace implements TypedSpace {
    private static final long CONTENTS_LEASE_MILLIS = 60 * 60 * 1000L;

    private final RemoteSpace space;
    private final long transaction;

    ClientSpace(RemoteSpace space, long transaction) {
        this.space = space;
        this.transaction = transaction;
    }

    @Override
    public RemoteSpace standard() {
        return space;
    }

    // writing

    @Override
    public SpaceLease write(Object entry, Duration lease) {
        PackedEntry packed = pack(entry);
        long millis = lease(lease);
        return await(client().write(packed, millis, transaction, true));
    }

    @Override
    public CompletableFuture<SpaceLease> writeAsync(Object entry, Duration lease) {
        PackedEntry packed = pack(entry);
        long millis = lease(lease);
        return asked(client -> client.writePacked(packed, millis, transaction));
    }

    @Override
    public List<SpaceLease> writeAll(Collection<?> entries, Duration lease) {
        List<PackedEntry> packed = packAll(entries);
        List<Long> leases = Collections.nCopies(packed.size(), lease(lease));
        return await(client().writeAllAwaited(packed, leases, transaction));
    }

    @Override
    public CompletableFuture<List<SpaceLease>> writeAllAsync(Collection<?> entries, Duration lease) {
        List<PackedEntry> packed = packAll(entries);
        List<Long> leases = Collections.nCopies(packed.size(), lease(lease));
        return asked(client -> client.writeAllPacked(packed, leases, transaction));
    }

    private static List<PackedEntry> packAll(Collection<?> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("no entry to write");
        }
        return entries.stream().map(ClientSpace::pack).toList();
    }

    private static PackedEntry pack(Object entry) {
        if (entry == null) {
            throw new IllegalArgumentException("no entry to write");
        }
        return SpaceClients.codec().packObject(entry);
    }

    // matching

    @Override
    public <T> Optional<T> read(Query<T> query, Duration timeout) throws InterruptedException {
        return match(MatchKind.READ, query, timeout);
    }

    @Override
    public <T> CompletableFuture<Optional<T>> readAsync(Query<T> query, Duration timeout) {
        return matchAsync(MatchKind.READ, query, timeout);
    }

    @Override
    public <T> Optional<T> take(Query<T> query, Duration timeout) throws InterruptedException {
        return match(MatchKind.TAKE, query, timeout);
    }

    @Override
    public <T> CompletableFuture<Optional<T>> takeAsync(Query<T> query, Duration timeout) {
        return matchAsync(MatchKind.TAKE, query, timeout);
    }

    @Override
    public <T> Optional<T> readIfExists(Query<T> query, Duration timeout) throws InterruptedException {
        return match(MatchKind.READ_IF_EXISTS, query, timeout);
    }

    @Override
    public <T> CompletableFuture<Optional<T>> readIfExistsAsync(Query<T> query, Duration timeout) {
        return matchAsync(MatchKind.READ_IF_EXISTS, query, timeout);
    }

    @Override
    public <T> Optional<T> takeIfExists(Query<T> query, Duration timeout) throws InterruptedException {
        return match(MatchKind.TAKE_IF_EXISTS, query, timeout);
    }

    @Override
    public <T> CompletableFuture<Optional<T>> takeIfExistsAsync(Query<T> query, Duration timeout) {
        return matchAsync(MatchKind.TAKE_IF_EXISTS, query, timeout);
    }

    private <T> Optional<T> match(MatchKind kind, Query<T> query, Duration timeout) throws InterruptedException {
        long millis = millis(timeout);
        requireUninterrupted();
        return await(client().matchAwaited(kind, query.template(), millis, transaction))
                .map(Queries.of(query)::unpack);
    }

    private <T> CompletableFuture<Optional<T>> matchAsync(MatchKind kind, Query<T> query, Duration timeout) {
        long millis = millis(timeout);
        return matched(
                client -> client.matchPacked(kind, query.template(), millis, transaction),
                found -> Optional.of(Queries.of(query).unpack(found)),
                Optional.empty());
    }

    @Override
    public <T> Optional<T> takeAny(Collection<? extends Query<? extends T>> queries, Duration timeout)
            throws InterruptedException {
        return takeAll(Queries.<T>of(queries), 1, timeout).stream().findFirst();
    }

    @Override
    public <T> CompletableFuture<Optional<T>> takeAnyAsync(
            Collection<? extends Query<? extends T>> queries, Duration timeout) {
        return takeAllAsync(
                Queries.<T>of(queries), 1, timeout, taken -> taken.stream().findFirst());
    }

    @Override
    public <T> List<T> takeAll(Query<T> query, long limit, Duration timeout) throws InterruptedException {
        return takeAll(Queries.of(query), limit, timeout);
    }

    @Override
    public <T> List<T> takeAll(Collection<? extends Query<? extends T>> queries, long limit, Duration timeout)
            throws InterruptedException {
        return takeAll(Queries.<T>of(queries), limit, timeout);
    }

    private <T> List<T> takeAll(Queries<T> queries, long limit, Duration timeout) throws InterruptedException {
        long millis = millis(timeout);
        Durations.limit(limit);
        requireUninterrupted();
        return queries.unpackAll(await(client().takeAllAwaited(queries.templates(), millis, limit, transaction))
                .orElse(List.of()));
    }

    @Override
    public <T> CompletableFuture<List<T>> takeAllAsync(Query<T> query, long limit, Duration timeout) {
        return takeAllAsync(Queries.of(query), limit, timeout, taken -> taken);
    }

    @Override
    public <T> CompletableFuture<List<T>> takeAllAsync(
            Collection<? extends Query<? extends T>> queries, long limit, Duration timeout) {
        return takeAllAsync(Queries.<T>of(queries), limit, timeout, taken -> taken);
    }

    private <T, R> CompletableFuture<R> takeAllAsync(
            Queries<T> queries, long limit, Duration timeout, Function<List<T>, R> outcome) {
        long millis = millis(timeout);
        Durations.limit(limit);
        return matched(
                client -> client.takeAllPacked(queries.templates(), millis, limit, transaction),
                found -> outcome.apply(queries.unpackAll(found)),
                outcome.apply(new ArrayList<>()));
    }

    @Override
    public <T> Stream<T> contents(Query<T> query) {
        return contents(Queries.of(query));
    }

    @Override
    public <T> Stream<T> contents(Collection<? extends Query<? extends T>> queries) {
        return contents(Queries.<T>of(queries));
    }

    private <T> Stream<T> contents(Queries<T> queries) {
        OpenContents open =
                await(client().contentsPacked(queries.templates(), CONTENTS_LEASE_MILLIS, Long.MAX_VALUE, transaction));
        return ContentsStream.of(new RemoteMatchSet(space, open), queries::unpack);
    }

    // listening

    @Override
    public <T> Watch watch(Query<T> query, Listener<? super T> listener) {
        return watch(Queries.of(query), listener);
    }

    @Override
    public <T> Watch watch(Collection<? extends Query<? extends T>> queries, Listener<? super T> listener) {
        return watch(Queries.<T>of(queries), listener);
    }

    private <T> Watch watch(Queries<T> queries, Listener<? super T> listener) {
        var receiver = new WatchReceiver<T>(queries, listener);
        SpaceLease lease = await(client().registerPacked(
                                EventKind.VISIBLE, queries.templates(), Long.MAX_VALUE, receiver, transaction))
                .lease();
        return () -> {
            receiver.close();
            lease.cancelAsync();
        };
    }

    @Override
    public <T> Flow.Publisher<T> publisher(Query<T> query) {
        return publisher(Queries.of(query));
    }

    @Override
    public <T> Flow.Publisher<T> publisher(Collection<? extends Query<? extends T>> queries) {
        return publisher(Queries.<T>of(queries));
    }

    private <T> Flow.Publisher<T> publisher(Queries<T> queries) {
        return subscriber -> WatchPublisher.subscribe(listener -> watch(queries, listener), subscriber);
    }

    // transactions

    @Override
    public TypedTransaction begin(Duration lease) {
        long millis = transactionLease(lease);
        SpaceClient client = client();
        return new SpaceTransaction(space, client, await(client.begin(millis)));
    }

    @Override
    public CompletableFuture<TypedTransaction> beginAsync(Duration lease) {
        long millis = transactionLease(lease);
        return asked(client -> client.begin(millis).thenApply(number -> new SpaceTransaction(space, client, number)));
    }

    private long transactionLease(Duration lease) {
        if (transaction != 0) {
            throw new IllegalStateException("this is the space of a transaction already; a space nests none");
        }
        return lease(lease);
    }

    // waiting

    private SpaceClient client() {
        try {
            return space.client();
        } catch (RemoteException e) {
            throw TypedFailures.of(e);
        }
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return Outcomes.await(future);
        } catch (RemoteException e) {
            throw TypedFailures.of(e.getCause() == null ? e : e.getCause());
        }
    }

    private static <T> Optional<T> await(PendingMatch<T> match) throws InterruptedException {
        try {
            return Outcomes.await(match);
        } catch (RemoteException e) {
            throw TypedFailures.of(e.getCause() == null ? e : e.getCause());
        }
    }

    private <T> CompletableFuture<T> asked(Function<SpaceClient, CompletableFuture<T>> question) {
        try {
            return typed(question.apply(client()));
        } catch (GridUnavailable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The same with the exceptions of this face. */
    static <T> CompletableFuture<T> typed(CompletableFuture<T> answer) {
        var result = new CompletableFuture<T>();
        answer.whenComplete((value, problem) -> {
            if (problem == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(TypedFailures.of(problem));
            }
        });
        return result;
    }

    private <F, T> CompletableFuture<T> matched(
            Function<SpaceClient, PendingMatch<F>> question, Function<F, T> unpacking, T nothing) {
        PendingMatch<F> match;
        try {
            match = question.apply(client());
        } catch (GridUnavailable e) {
            return CompletableFuture.failedFuture(e);
        }
        var result = new MatchFuture<T>(match);
        match.future().whenComplete((found, problem) -> {
            if (problem != null) {
                result.completeExceptionally(TypedFailures.of(problem));
            } else if (found.isEmpty()) {
                result.nothing(nothing);
            } else {
                try {
                    result.complete(unpacking.apply(found.get()));
                } catch (RuntimeException | LinkageError e) {
                    result.completeExceptionally(e);
                }
            }
        });
        return result;
    }

    private static void requireUninterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    // durations

    private static long lease(Duration lease) {
        return Durations.positiveLease(millis(lease));
    }

    /** Milliseconds, begun ones counted as whole. */
    private static long millis(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a negative duration: " + duration);
        }
        try {
            return duration.plusNanos(999_999).toMillis();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public String toString() {
        return space + (transaction == 0 ? "" : " under a transaction");
    }
}
