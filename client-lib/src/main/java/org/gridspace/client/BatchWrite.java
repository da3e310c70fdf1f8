package org.gridspace.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.wire.NewEntry;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.gridspace.wire.WireLimits;

/**
 * Entries on their way into a space together, all or none. What fits into a frame is one request. More becomes several, under a
 * transaction of the session's own if there is none: a session that ends half-way takes that with it. Immutable.
 */
final class BatchWrite {
    private static final long PART_BYTES = WireLimits.FRAME_BYTES - (1 << 20);
    /** More than an entry needs beside its fields. */
    private static final int OVERHEAD_BYTES = 32;

    private static final long TRANSACTION_MILLIS = 60_000;

    private final SpaceClient client;
    private final Session session;
    private final List<PackedEntry> entries;
    private final List<Long> leases;

    /**
     * A batch.
     *
     * @param leases one for each entry, in milliseconds, as Jini has them; those of 0 end before anybody sees the entry
     */
    BatchWrite(SpaceClient client, Session session, List<PackedEntry> entries, List<Long> leases) {
        this.client = client;
        this.session = session;
        this.entries = entries;
        this.leases = leases;
    }

    /** One piece of the batch: from the first entry up to, and without, the last. */
    private record Part(int from, int to, long bytes) {}

    /**
     * Writes the entries and yields their leases in the same order.
     *
     * @param awaited whether the caller waits for the outcome with {@link Outcomes}, at once
     */
    CompletableFuture<List<SpaceLease>> write(long transaction, boolean awaited) {
        List<EntryType> types = entries.stream().map(PackedEntry::type).toList();
        var numbered = new CompletableFuture<Map<EntryType, Integer>>();
        session.typeIds().withAll(types, numbered::complete, numbered::completeExceptionally);
        List<Part> all = parts();
        if (all.size() == 1 && numbered.isDone() && !numbered.isCompletedExceptionally()) {
            return write(all.get(0), transaction, numbered.join(), awaited);
        }
        return numbered.thenCompose(typeIds ->
                all.size() > 1 && transaction == 0 ? inOwnTransaction(all, typeIds) : write(all, transaction, typeIds));
    }

    private List<Part> parts() {
        var parts = new ArrayList<Part>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            long size = entries.get(i).fields().length + (long) OVERHEAD_BYTES;
            if (i > from && (bytes + size > PART_BYTES || i - from == WireLimits.BATCH_ENTRIES)) {
                parts.add(new Part(from, i, bytes));
                from = i;
                bytes = 0;
            }
            bytes += size;
        }
        parts.add(new Part(from, entries.size(), bytes));
        return parts;
    }

    private CompletableFuture<List<SpaceLease>> inOwnTransaction(List<Part> parts, Map<EntryType, Integer> typeIds) {
        return ask(Reply.Begun.class, number -> new Request.Begin(number, 0, TRANSACTION_MILLIS))
                .thenCompose(begun -> {
                    long transaction = begun.transaction();
                    return write(parts, transaction, typeIds)
                            .thenCompose(written -> ask(
                                            Reply.Committed.class,
                                            number -> new Request.Commit(number, transaction, List.of()))
                                    .thenApply(committed -> written))
                            .whenComplete((written, problem) -> {
                                if (problem != null) {
                                    session.submit(number -> new Request.Abort(number, transaction), 0, ReplySink.NONE);
                                }
                            });
                });
    }

    private CompletableFuture<List<SpaceLease>> write(
            List<Part> parts, long transaction, Map<EntryType, Integer> typeIds) {
        var underway = new ArrayList<CompletableFuture<List<SpaceLease>>>();
        for (Part part : parts) {
            underway.add(write(part, transaction, typeIds, false));
        }
        if (underway.size() == 1) {
            return underway.get(0);
        }
        return CompletableFuture.allOf(underway.toArray(CompletableFuture[]::new))
                .whenComplete((done, problem) -> {
                    if (problem != null) {
                        takeBack(underway);
                    }
                })
                .thenApply(done ->
                        underway.stream().flatMap(part -> part.join().stream()).toList());
    }

    /** Undoes the parts that were written under a transaction that will go on without the others. */
    private static void takeBack(List<CompletableFuture<List<SpaceLease>>> parts) {
        for (CompletableFuture<List<SpaceLease>> part : parts) {
            part.thenAccept(written -> written.forEach(SpaceLease::cancelAsync));
        }
    }

    private CompletableFuture<List<SpaceLease>> write(
            Part part, long transaction, Map<EntryType, Integer> typeIds, boolean awaited) {
        var news = new ArrayList<NewEntry>(part.to - part.from);
        for (int i = part.from; i < part.to; i++) {
            if (leases.get(i) != 0) {
                PackedEntry entry = entries.get(i);
                news.add(new NewEntry(
                        typeIds.getOrDefault(entry.type(), 0), entry.fields(), Durations.lease(leases.get(i))));
            }
        }
        if (news.isEmpty()) {
            return CompletableFuture.completedFuture(leases(part, new long[0], new long[0], 0));
        }
        var call = new Call<>(
                Reply.WrittenBatch.class,
                (Reply.WrittenBatch written, long sent) ->
                        leases(part, written.entryIds(), written.leaseMillis(), sent));
        if (awaited) {
            call.awaitedIn(session);
        }
        return call.in(session, part.bytes, number -> new Request.WriteBatch(number, transaction, news));
    }

    private List<SpaceLease> leases(Part part, long[] entryIds, long[] leaseMillis, long sentAtMillis) {
        var granted = new ArrayList<SpaceLease>(part.to - part.from);
        int next = 0;
        for (int i = part.from; i < part.to; i++) {
            if (leases.get(i) == 0) {
                granted.add(client.entryLease(0, System.currentTimeMillis()));
            } else {
                granted.add(client.entryLease(entryIds[next], Durations.expiration(sentAtMillis, leaseMillis[next])));
                next++;
            }
        }
        return granted;
    }

    private <R extends Reply> CompletableFuture<R> ask(Class<R> hopedFor, LongFunction<Request> request) {
        return new Call<>(hopedFor, (R reply, long sent) -> reply).in(session, 0, request);
    }
}
