package org.gridspace.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.jini.core.entry.Entry;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.wire.LeaseKind;
import org.gridspace.wire.NewEntry;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.gridspace.wire.WireLimits;

/**
 * An entry taken under a lease: until {@link #commit} it comes back to its old place in the space when the lease ends, or the
 * client's session. Thread-safe.
 *
 * @param <E> the entry's type
 */
public final class Held<E extends Entry> {
    /** Most bytes of entries in one commit, which is one frame. */
    private static final long MAX_COMMIT_BYTES = WireLimits.FRAME_BYTES - (1 << 20);

    private final SpaceClient client;
    private final Session session;
    private final long transaction;
    private final E entry;

    Held(SpaceClient client, Session session, long transaction, E entry) {
        this.client = client;
        this.session = session;
        this.transaction = transaction;
        this.entry = entry;
    }

    /** The entry. */
    public E entry() {
        return entry;
    }

    /** Renews the lease, from now, in milliseconds, 1 or more. Fails with {@link HoldLost} when it has ended. */
    public CompletableFuture<Void> renew(long leaseMillis) {
        if (leaseMillis <= 0) {
            throw new IllegalArgumentException("a hold of " + leaseMillis + " ms");
        }
        if (session.isClosed()) {
            return lost();
        }
        return Call.withoutResult(Reply.Granted.class)
                .in(
                        session,
                        0,
                        sequence -> new Request.RenewLease(sequence, LeaseKind.TRANSACTION, transaction, leaseMillis));
    }

    /**
     * Writes entries and finishes the take, all or nothing. Fails with {@link HoldLost} when the hold has ended: then nothing
     * was written.
     *
     * @param writes what to write, may be empty
     * @param leaseMillis their lease, as in {@link SpaceClient#write}, but not 0
     * @throws IllegalArgumentException if one isn't fit for an entry, together they are larger than 15 MiB, or the lease is
     *     negative or 0
     */
    public CompletableFuture<Void> commit(List<? extends Entry> writes, long leaseMillis) {
        long lease = Durations.lease(leaseMillis);
        if (leaseMillis == 0) {
            throw new IllegalArgumentException("a lease of 0 ms");
        }
        var packed = new ArrayList<PackedEntry>(writes.size());
        var types = new LinkedHashSet<EntryType>();
        long bytes = 0;
        for (Entry write : writes) {
            PackedEntry one = client.pack(SpaceClient.requireEntry(write));
            packed.add(one);
            types.add(one.type());
            bytes += one.fields().length + 32;
        }
        if (bytes > MAX_COMMIT_BYTES || packed.size() > WireLimits.BATCH_ENTRIES) {
            throw new IllegalArgumentException(
                    packed.size() + " entries of " + bytes + " bytes are too many for one commit");
        }
        if (session.isClosed()) {
            return lost();
        }
        var call = Call.withoutResult(Reply.Committed.class);
        new Commit(call, packed, bytes, lease).withTypes(new ArrayList<>(types), new HashMap<>());
        return call.future();
    }

    /** Gives the entry back. Also succeeds when the hold has ended. */
    public CompletableFuture<Void> release() {
        if (session.isClosed()) {
            return CompletableFuture.completedFuture(null);
        }
        return Call.withoutResult(Reply.class).in(session, 0, sequence -> new Request.Abort(sequence, transaction));
    }

    private static CompletableFuture<Void> lost() {
        return CompletableFuture.failedFuture(new HoldLost("the session that held the entry has ended"));
    }

    /** A commit that waits for the numbers of its entries' types. */
    private final class Commit {
        private final Call<Reply.Committed, Void> call;
        private final List<PackedEntry> entries;
        private final long bytes;
        private final long lease;

        Commit(Call<Reply.Committed, Void> call, List<PackedEntry> entries, long bytes, long lease) {
            this.call = call;
            this.entries = entries;
            this.bytes = bytes;
            this.lease = lease;
        }

        void withTypes(List<EntryType> missing, Map<EntryType, Integer> ids) {
            if (missing.isEmpty()) {
                List<NewEntry> news = entries.stream()
                        .map(one -> new NewEntry(ids.getOrDefault(one.type(), 0), one.fields(), lease))
                        .toList();
                call.in(session, bytes, sequence -> new Request.Commit(sequence, transaction, news));
                return;
            }
            EntryType next = missing.remove(missing.size() - 1);
            session.typeIds()
                    .with(
                            next,
                            id -> {
                                ids.put(next, id);
                                withTypes(missing, ids);
                            },
                            call::failed);
        }
    }
}
