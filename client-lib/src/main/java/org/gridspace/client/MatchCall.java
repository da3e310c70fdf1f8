package org.gridspace.client;

import java.rmi.ConnectException;
import java.util.Optional;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.wire.MatchKind;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * A read or take from the question after its template's type to its outcome. Thread-safe.
 *
 * @param <T> what it yields
 */
final class MatchCall<T> implements ReplySink {
    /** Makes what a match yields from what was found. */
    @FunctionalInterface
    interface Yield<T> {
        T of(Session session, PackedEntry entry, long transaction) throws Exception;
    }

    private final Session session;
    private final MatchKind kind;
    private final long transaction;
    private final PackedTemplate template;
    private final long timeoutMillis;
    private final long holdMillis;
    private final Yield<T> yield;
    private final Answer<Optional<T>> future = new Answer<>();
    private boolean awaited;
    private boolean withdrawn;
    private long sequence;

    MatchCall(
            Session session,
            MatchKind kind,
            long transaction,
            PackedTemplate template,
            long timeoutMillis,
            long holdMillis,
            Yield<T> yield) {
        this.session = session;
        this.kind = kind;
        this.transaction = transaction;
        this.template = template;
        this.timeoutMillis = timeoutMillis;
        this.holdMillis = holdMillis;
        this.yield = yield;
        future.of(session);
    }

    /** The caller waits for the outcome with {@link Outcomes}, at once. Called before {@link #start}. */
    MatchCall<T> awaited() {
        awaited = true;
        return this;
    }

    /** Sends the request, once the type is known. */
    PendingMatch<T> start() {
        session.typeIds().with(template.entry().type(), this::send, this::failed);
        return new PendingMatch<>(future, this::withdraw);
    }

    private void send(int typeId) {
        synchronized (this) {
            if (!withdrawn) {
                sequence = session.submit(
                        number -> new Request.Match(
                                number, kind, transaction, template.numbered(typeId), timeoutMillis, holdMillis),
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
        if (reply instanceof Reply.Found found && type != null) {
            return found(found, type);
        } else if (reply instanceof Reply.NothingFound || reply instanceof Reply.Withdrawn && isWithdrawn()) {
            future.complete(Optional.empty());
        } else if (reply instanceof Reply.Withdrawn) {
            failed(new ConnectException("the client was closed; nothing happened"));
        } else {
            future.completeExceptionally(Refusals.problem(reply));
        }
        return true;
    }

    private boolean found(Reply.Found found, EntryType type) {
        if (future.isDone()) { // cancelled or timed out by the caller, who will never see the entry
            if (found.transaction() != 0) {
                session.submit(number -> new Request.Abort(number, found.transaction()), 0, ReplySink.NONE);
            }
            return found.transaction() != 0 || !kind.takes();
        }
        try {
            var entry = new PackedEntry(type, found.fields());
            return future.complete(Optional.of(yield.of(session, entry, found.transaction()))) || !kind.takes();
        } catch (Exception | LinkageError e) {
            future.completeExceptionally(e);
            return true;
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
}
