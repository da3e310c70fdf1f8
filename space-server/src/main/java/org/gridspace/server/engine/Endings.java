package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.LongCollection;
import it.unimi.dsi.fastutil.longs.LongIterator;
import it.unimi.dsi.fastutil.longs.LongList;
import it.unimi.dsi.fastutil.longs.LongRBTreeSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How transactions, sessions and entries end, and what that does to everything they held. */
final class Endings {
    private final Contents contents;
    private final Waits waits;
    private final Transactions transactions;
    private final Sessions sessions;
    private final Matching matching;
    private final Registrations registrations;
    private final MatchSets matchSets;
    private final Turn turn;

    Endings(
            Contents contents,
            Waits waits,
            Transactions transactions,
            Sessions sessions,
            Matching matching,
            Registrations registrations,
            MatchSets matchSets,
            Turn turn) {
        this.contents = contents;
        this.waits = waits;
        this.transactions = transactions;
        this.sessions = sessions;
        this.matching = matching;
        this.registrations = registrations;
        this.matchSets = matchSets;
        this.turn = turn;
    }

    /**
     * Ends whatever is due. Entries first: nothing that comes back or is found afterwards has expired. Then what would hear of
     * that.
     */
    void expire() {
        long now = turn.nowMillis();
        long id;
        while ((id = contents.deadlines().pollDue(now)) >= 0) {
            removeEntry(id);
        }
        expireGrants(now);
        while ((id = transactions.deadlines().pollDue(now)) >= 0) {
            Transaction due = transactions.get(id);
            if (due != null) {
                timeIsUp(due);
            }
        }
        while ((id = sessions.deadlines().pollDue(now)) >= 0) {
            Session due = sessions.get(id);
            if (due != null) {
                endSession(due, true);
            }
        }
        while ((id = waits.deadlines().pollDue(now)) >= 0) {
            Wait due = waits.get(id);
            if (due != null) {
                matching.end(due, new Outcome.NothingFound());
            }
        }
    }

    private void timeIsUp(Transaction transaction) {
        Transaction.Course course = transaction.course();
        if (course == null) {
            abort(transaction);
            return;
        }
        course.due(transaction);
        if (transactions.get(transaction.id()) == transaction) {
            transactions.deadlines().note(transaction.id(), transaction.expiresAtMillis());
        }
    }

    private void expireGrants(long now) {
        long id;
        while ((id = registrations.grants().deadlines().pollDue(now)) >= 0) {
            Registration due = registrations.grants().get(id);
            if (due != null) {
                registrations.end(due);
            }
        }
        while ((id = matchSets.grants().deadlines().pollDue(now)) >= 0) {
            MatchSet due = matchSets.grants().get(id);
            if (due != null) {
                matchSets.end(due);
            }
        }
    }

    /** When {@link #expire} has something to do next. */
    long nextDeadlineMillis() {
        long entries = contents.deadlines().next();
        long grants = Math.min(
                registrations.grants().deadlines().next(),
                matchSets.grants().deadlines().next());
        long requests = Math.min(
                sessions.deadlines().next(),
                Math.min(transactions.deadlines().next(), waits.deadlines().next()));
        return Math.min(entries, Math.min(grants, requests));
    }

    /** Lets an entry that has just been made be there, for everybody or for that transaction alone. */
    void written(LongList ids, @Nullable Transaction transaction) {
        if (transaction == null) {
            available(ids, Arrival.WRITTEN);
            return;
        }
        for (LongIterator each = ids.iterator(); each.hasNext(); ) {
            long id = each.nextLong();
            contents.lock(id).writtenBy(transaction);
            contents.held().add(id);
            transaction.written().add(id);
            registrations.writtenWithin(transaction, id);
        }
        matching.offerWithin(transaction, ids);
    }

    /** Ends an entry's lease. A transaction that holds it finds it gone. */
    void removeEntry(long id) {
        matching.leaving(id);
        EntryLock lock = contents.lockIfAny(id);
        if (lock != null) {
            lock.ifWritten(writer -> writer.written().remove(id));
        }
        contents.remove(id);
    }

    /** Undoes everything that a transaction did. */
    void abort(Transaction transaction) {
        close(transaction);
        for (long id : transaction.written()) {
            matching.leaving(id);
            contents.remove(id);
        }
        LongRBTreeSet freed = releaseReads(transaction);
        for (long id : transaction.taken()) {
            if (contents.table().contains(id)) {
                contents.lock(id).takenBy(null);
                contents.tidyLock(id);
                contents.unshelve(id);
                freed.add(id);
            }
        }
        available(freed, Arrival.RETURNED);
    }

    /** Makes everything that a transaction did, and these last writes, so; answers their numbers. */
    long[] commit(Transaction transaction, List<Command.NewEntry> lastWrites) {
        close(transaction);
        for (long id : transaction.taken()) {
            if (contents.table().contains(id)) {
                matching.leaving(id);
                contents.remove(id);
            }
        }
        LongRBTreeSet freed = releaseReads(transaction);
        for (long id : transaction.written()) {
            contents.lock(id).writtenBy(null);
            contents.tidyLock(id);
            contents.unshelve(id);
            freed.add(id);
        }
        long[] ids = new long[lastWrites.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = contents.insert(lastWrites.get(i), turn.nowMillis());
            freed.add(ids[i]);
        }
        available(freed, Arrival.WRITTEN);
        return ids;
    }

    /**
     * Ends a session with its waits and transactions.
     *
     * @param restoring whether entries that it took and never acknowledged go back into their places
     */
    void endSession(Session session, boolean restoring) {
        sessions.remove(session);
        registrations.endOf(session, sessions);
        matchSets.endOf(session);
        for (Wait wait : List.copyOf(session.waits().values())) {
            matching.end(wait, new Outcome.Refused(Refusal.SESSION_ENDED, "the session ended"));
        }
        for (Transaction transaction : List.copyOf(session.transactions().values())) {
            abort(transaction);
        }
        if (restoring) {
            restore(session);
        }
    }

    private void restore(Session session) {
        var back = new LongRBTreeSet();
        for (Session.Unacknowledged take : session.unacknowledgedTakes()) {
            if (take.expiresAtMillis() > turn.nowMillis()) {
                Outcome.FoundEntry entry = take.entry();
                contents.insert(entry.entryId(), entry.typeId(), entry.fields(), take.expiresAtMillis());
                back.add(entry.entryId());
            }
        }
        available(back, Arrival.RETURNED);
    }

    /** Nothing more is done under this transaction, and what waits under it fails. */
    void endUse(Transaction transaction) {
        registrations.endOf(transaction);
        matchSets.endOf(transaction);
        for (Wait wait : List.copyOf(transaction.waits().values())) {
            matching.end(wait, new Outcome.Refused(Refusal.UNKNOWN_TRANSACTION, "the transaction ended"));
        }
    }

    private void close(Transaction transaction) {
        if (!transaction.isDecided()) { // otherwise somebody else does
            transactions.remove(transaction);
        }
        endUse(transaction);
    }

    private LongRBTreeSet releaseReads(Transaction transaction) {
        var freed = new LongRBTreeSet();
        for (long id : transaction.read()) {
            EntryLock lock = contents.lockIfAny(id);
            if (lock != null) {
                lock.releaseReader(transaction);
                contents.tidyLock(id);
                if (contents.open().contains(id)) {
                    freed.add(id);
                }
            }
        }
        return freed;
    }

    /** Entries have become available: those on the open shelf because a lock on them has gone, the others in that way. */
    private void available(LongCollection ids, Arrival arrival) {
        if (registrations.grants().size() > 0) {
            for (LongIterator each = ids.iterator(); each.hasNext(); ) {
                long id = each.nextLong();
                registrations.available(id, contents.open().contains(id) ? Arrival.RELEASED : arrival);
            }
        }
        matching.offer(ids);
    }
}
