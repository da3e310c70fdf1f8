package org.gridspace.client;

import java.rmi.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.wire.FoundEntry;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.jspecify.annotations.Nullable;

/** A batch take from the question after its templates' types to its outcome. Thread-safe. */
final class TakeBatchCall implements ReplySink {
    private final Session session;
    private final long transaction;
    private final List<PackedTemplate> templates;
    private final long timeoutMillis;
    private final long maxEntries;
    private final Answer<Optional<List<PackedEntry>>> future = new Answer<>();
    private boolean awaited;
    private boolean withdrawn;
    private long sequence;

    TakeBatchCall(
            Session session, long transaction, List<PackedTemplate> templates, long timeoutMillis, long maxEntries) {
        this.session = session;
        this.transaction = transaction;
        this.templates = templates;
        this.timeoutMillis = timeoutMillis;
        this.maxEntries = maxEntries;
        future.of(session);
    }

    /** The caller waits for the outcome with {@link Outcomes}, at once. Called before {@link #start}. */
    TakeBatchCall awaited() {
        awaited = true;
        return this;
    }

    /** Sends the request, once the types are known. */
    PendingMatch<List<PackedEntry>> start() {
        session.typeIds().withAll(PackedTemplate.types(templates), this::send, this::failed);
        return new PendingMatch<>(future, this::withdraw);
    }

    private void send(Map<EntryType, Integer> typeIds) {
        synchronized (this) {
            if (!withdrawn) {
                sequence = session.submit(
                        number -> new Request.TakeBatch(
                                number,
                                transaction,
                                PackedTemplate.numbered(templates, typeIds),
                                timeoutMillis,
                                maxEntries),
                        0,
                        this);
                return;
            }
        }
        future.complete(Optional.empty());
    }

    private void withdraw() {
        long sent;
        synchronized (this) {
            withdrawn = true;
            sent = sequence;
        }
        if (sent != 0) {
            session.withdraw(sent);
        } else {
            future.complete(Optional.empty()); // not sent, and now it never will be
        }
    }

    private synchronized boolean isWithdrawn() {
        return withdrawn;
    }

    @Override
    public boolean answered(Reply reply, @Nullable EntryType type, long sentAtMillis) {
        if (reply instanceof Reply.FoundBatch found) {
            return found(found);
        } else if (reply instanceof Reply.NothingFound || reply instanceof Reply.Withdrawn && isWithdrawn()) {
            future.complete(Optional.empty());
        } else if (reply instanceof Reply.Withdrawn) {
            failed(new ConnectException("the client was closed; nothing happened"));
        } else {
            future.completeExceptionally(Refusals.problem(reply));
        }
        return true;
    }

    private boolean found(Reply.FoundBatch found) {
        try {
            return future.complete(Optional.of(packed(session, found.entries())));
        } catch (RuntimeException e) { // bytes that are no entries
            return future.completeExceptionally(e);
        }
    }

    @Override
    public boolean isAwaited() {
        return awaited;
    }

    @Override
    public void failed(Exception problem) {
        future.completeExceptionally(problem);
    }

    /** Entries of a reply whose types the session knows. */
    static List<PackedEntry> packed(Session session, List<FoundEntry> found) {
        var entries = new ArrayList<PackedEntry>(found.size());
        for (FoundEntry one : found) {
            entries.add(new PackedEntry(Objects.requireNonNull(session.types().known(one.typeId())), one.fields()));
        }
        return entries;
    }
}
