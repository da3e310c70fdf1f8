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
import net.jini.core.entry.UnusableEntryException;
import org.gridspace.entry.PackedEntry;
import org.gridspace.failure.EntryUnusable;
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

    private <T> Optional<T> match(MatchKind kind, Query<T> query, Duration timeout) throws InterruptedException {
        long millis = millis(timeout);
        requireUninterrupted();
        return await(client().matchAwaited(kind, query.template(), millis, transaction))
                .map(entry -> unpack(entry, query));
    }

    private <T> CompletableFuture<Optional<T>> matchAsync(MatchKind kind, Query<T> query, Duration timeout) {
        long millis = millis(timeout);
        return matched(
                client -> client.matchPacked(kind, query.template(), millis, transaction),
                found -> Optional.of(unpack(found, query)),
                Optional.empty());
    }

    @Override
    public <T> List<T> takeAll(Query<T> query, long limit, Duration timeout) throws InterruptedException {
        long millis = millis(timeout);
        Durations.limit(limit);
        requireUninterrupted();
        return unpackAll(
                await(client().takeAllAwaited(List.of(query.template()), millis, limit, transaction))
                        .orElse(List.of()),
                query);
    }

    @Override
    public <T> CompletableFuture<List<T>> takeAllAsync(Query<T> query, long limit, Duration timeout) {
        long millis = millis(timeout);
        Durations.limit(limit);
        return matched(
                client -> client.takeAllPacked(List.of(query.template()), millis, limit, transaction),
                found -> unpackAll(found, query),
                new ArrayList<>());
    }

    static <T> T unpack(PackedEntry entry, Query<T> query) {
        try {
            return query.type().cast(SpaceClients.codec().unpackObject(entry));
        } catch (UnusableEntryException e) {
            throw TypedFailures.of(e);
        }
    }

    private static <T> List<T> unpackAll(List<PackedEntry> entries, Query<T> query) {
        var usable = new ArrayList<T>(entries.size());
        EntryUnusable problem = null;
        for (PackedEntry entry : entries) {
            try {
                usable.add(unpack(entry, query));
            } catch (EntryUnusable e) {
                problem = problem == null ? e : problem;
            }
        }
        if (problem != null) {
            throw new EntryUnusable(String.valueOf(problem.getMessage()), problem.getCause(), usable);
        }
        return usable;
    }

    @Override
    public <T> Stream<T> contents(Query<T> query) {
        OpenContents open = await(
                client().contentsPacked(List.of(query.template()), CONTENTS_LEASE_MILLIS, Long.MAX_VALUE, transaction));
        return ContentsStream.of(new RemoteMatchSet(space, open), entry -> unpack(entry, query));
    }

    // listening

    @Override
    public <T> Watch watch(Query<T> query, Listener<? super T> listener) {
        var receiver = new WatchReceiver<T>(query, listener);
        SpaceLease lease = await(client().registerPacked(
                                EventKind.VISIBLE, List.of(query.template()), Long.MAX_VALUE, receiver, transaction))
                .lease();
        return () -> {
            receiver.close();
            lease.cancelAsync();
        };
    }

    @Override
    public <T> Flow.Publisher<T> publisher(Query<T> query) {
        return subscriber -> WatchPublisher.subscribe(this, query, subscriber);
    }

    @Override
    public TypedTransaction begin(Duration lease) {
        if (transaction != 0) {
            throw new IllegalStateException("this is the space of a transaction already; a space nests none");
        }
        long millis = lease(lease);
        SpaceClient client = client();
        return new SpaceTransaction(space, client, await(client.begin(millis)));
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
        var result = new CompletableFuture<T>();
        SpaceClient client;
        try {
            client = client();
        } catch (GridUnavailable e) {
            result.completeExceptionally(e);
            return result;
        }
        question.apply(client).whenComplete((value, problem) -> {
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
