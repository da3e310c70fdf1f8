package org.gridspace.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.wire.LeaseKind;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * A match set in the space, as far as the client asks about it. Without a transaction pages have many entries; under one they
 * have one, as what is read is locked. Immutable but for its lease.
 */
final class OpenContents {
    /** Entries of a page without a transaction. */
    static final int PAGE = 256;

    private final SpaceClient client;
    private final Session session;
    private final boolean underTransaction;
    private final long maxEntries;
    private final Page first;
    private final @Nullable SpaceLease lease;

    /** An entry of the match set. */
    record Item(long entryId, PackedEntry entry) {}

    /**
     * Some of the entries.
     *
     * @param items oldest first
     * @param last whether nothing comes after them
     * @param leaseEnds the wall clock's milliseconds when the match set ends unless renewed
     */
    record Page(List<Item> items, boolean last, long leaseEnds) {}

    private OpenContents(
            SpaceClient client,
            Session session,
            boolean underTransaction,
            long maxEntries,
            Page first,
            @Nullable SpaceLease lease) {
        this.client = client;
        this.session = session;
        this.underTransaction = underTransaction;
        this.maxEntries = maxEntries;
        this.first = first;
        this.lease = lease;
    }

    static CompletableFuture<OpenContents> open(
            SpaceClient client,
            Session session,
            List<PackedTemplate> templates,
            long leaseMillis,
            long maxEntries,
            long transaction) {
        var call = new Call<>(Reply.ContentsPage.class, (Reply.ContentsPage page, long sent) -> {
            Page first = page(session, page, sent);
            SpaceLease lease = page.contents() == 0
                    ? null
                    : new SpaceLease(client, LeaseKind.CONTENTS, page.contents(), first.leaseEnds());
            return new OpenContents(client, session, transaction != 0, maxEntries, first, lease);
        });
        session.typeIds()
                .withAll(
                        PackedTemplate.types(templates),
                        (Map<EntryType, Integer> typeIds) -> call.in(
                                session,
                                0,
                                number -> new Request.OpenContents(
                                        number,
                                        transaction,
                                        PackedTemplate.numbered(templates, typeIds),
                                        leaseMillis,
                                        maxEntries,
                                        transaction == 0 ? PAGE : 0)),
                        call::failed);
        return call.future();
    }

    private static Page page(Session session, Reply.ContentsPage page, long sent) {
        List<PackedEntry> entries = TakeBatchCall.packed(session, page.entries());
        var items = new ArrayList<Item>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            items.add(new Item(page.entries().get(i).entryId(), entries.get(i)));
        }
        return new Page(items, page.last(), Durations.expiration(sent, page.leaseMillis()));
    }

    /** What came with the opening. */
    Page first() {
        return first;
    }

    /** The lease; null if all of the match set is in the first page and nothing can end it. */
    @Nullable
    SpaceLease lease() {
        return lease;
    }

    /** How many entries it has at most. */
    long maxEntries() {
        return maxEntries;
    }

    boolean isUnderTransaction() {
        return underTransaction;
    }

    /** Asks for the page after that entry. */
    CompletableFuture<Page> after(long entryId) {
        if (lease == null) {
            return CompletableFuture.completedFuture(new Page(List.of(), true, Long.MAX_VALUE));
        }
        Session target = session.isClosed() ? client.session() : session;
        return new Call<>(Reply.ContentsPage.class, (Reply.ContentsPage page, long sent) -> page(target, page, sent))
                .in(
                        target,
                        0,
                        number -> new Request.ReadContents(number, lease.id(), entryId, underTransaction ? 1 : PAGE));
    }
}
