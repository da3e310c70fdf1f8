package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.LongIterable;
import it.unimi.dsi.fastutil.longs.LongIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings requests and entries together: a request that comes finds an entry or waits; an entry that becomes available
 * goes to those who wait. Whoever changes what is available calls {@link #offer} for what has come and leaves what has
 * gone to {@link #settle}, which runs when the command is otherwise done.
 */
final class Matching {
    private static final List<Command.MatchKind> READS =
            List.of(Command.MatchKind.READ, Command.MatchKind.READ_IF_EXISTS);
    private static final List<Command.MatchKind> TAKES =
            List.of(Command.MatchKind.TAKE, Command.MatchKind.TAKE_IF_EXISTS);
    private static final List<Command.MatchKind> IF_EXISTS =
            List.of(Command.MatchKind.READ_IF_EXISTS, Command.MatchKind.TAKE_IF_EXISTS);

    private final Contents contents;
    private final Waits waits;
    private final Transactions transactions;
    private final Turn turn;
    private final EngineLimits limits;
    private final List<Gone> gone = new ArrayList<>();
    private final List<Wait> gatherers = new ArrayList<>();

    private record Gone(TypeNode type, byte[] fields) {}

    Matching(Contents contents, Waits waits, Transactions transactions, Turn turn, EngineLimits limits) {
        this.contents = contents;
        this.waits = waits;
        this.transactions = transactions;
        this.turn = turn;
        this.limits = limits;
    }

    /** Answers a match at once, or lets it wait. */
    Outcome match(Command.Match request, Pattern pattern, Session session, @Nullable Transaction transaction) {
        Demand demand = Demand.of(request);
        if (request.holdMillis() > 0 && transactions.isFull()) {
            return new Outcome.Refused(Refusal.LIMIT, "too many transactions");
        }
        long id = contents.find(pattern, demand.takes(), transaction);
        if (id >= 0) {
            return deliver(demand, session, transaction, id);
        }
        if (request.timeoutMillis() == 0
                || request.kind().ifExists() && !contents.isBlocked(pattern, demand.takes(), transaction)) {
            return new Outcome.NothingFound();
        }
        return waitFor(demand, List.of(pattern), session, transaction, request.timeoutMillis());
    }

    /** Takes what there is at once, or waits for the first entry. */
    Outcome takeBatch(
            Command.TakeBatch request, List<Pattern> patterns, Session session, @Nullable Transaction transaction) {
        Demand demand = Demand.of(request);
        Batch batch = take(demand, patterns, transaction);
        if (!batch.isEmpty()) {
            return deliver(demand, session, transaction, batch);
        }
        return request.timeoutMillis() == 0
                ? new Outcome.NothingFound()
                : waitFor(demand, patterns, session, transaction, request.timeoutMillis());
    }

    private Outcome waitFor(
            Demand demand,
            List<Pattern> patterns,
            Session session,
            @Nullable Transaction transaction,
            long timeoutMillis) {
        if (waits.isFull()) {
            return new Outcome.Refused(Refusal.LIMIT, "too many blocked requests");
        }
        waits.add(demand, patterns, session, transaction, SpaceTime.after(turn.nowMillis(), timeoutMillis));
        return new Outcome.Blocked();
    }

    /** Lets a wait that was out of sight look for itself. */
    void retry(Wait wait) {
        Demand demand = wait.demand();
        if (demand.isBatch()) {
            Batch batch = take(demand, wait.patterns(), wait.transaction());
            if (batch.isEmpty()) {
                waits.list(wait);
            } else {
                end(wait, deliver(demand, wait.session(), wait.transaction(), batch));
            }
            return;
        }
        long id = contents.find(wait.pattern(0), demand.takes(), wait.transaction());
        if (id >= 0) {
            satisfy(wait, id);
        } else if (demand.kind().ifExists()
                && !contents.isBlocked(wait.pattern(0), demand.takes(), wait.transaction())) {
            end(wait, new Outcome.NothingFound());
        } else {
            waits.list(wait);
        }
    }

    /**
     * Gives entries that have become available, each on no shelf or the open one, to those who wait for them: a copy to
     * every read, the entry to the oldest take. What nobody took is on the open shelf afterwards. A batch that waits has all
     * that come in one call, as long as it is the oldest take.
     */
    void offer(LongIterable ids) {
        for (LongIterator each = ids.iterator(); each.hasNext(); ) {
            offer(each.nextLong());
        }
        endGathering();
    }

    private void offer(long id) {
        if (waits.anyListed()) {
            TypeNode type = contents.typeOf(id);
            byte[] fields = contents.table().fields(id);
            List<WatchLine<Wait>> lines = waits.linesFor(type, fields, contents.hash());
            if (!lines.isEmpty()) {
                for (Wait wait : standing(lines, READS, type, fields)) {
                    satisfy(wait, id);
                }
                giveToFirst(() -> firstTaker(lines, id, type, fields), id, fields);
            }
        }
        if (contents.table().contains(id) && contents.table().shelf(id) == EntryTable.LOOSE) {
            contents.open().add(id);
        }
    }

    /** Gives entries that a transaction has written, and not committed, to those who wait under it. */
    void offerWithin(Transaction transaction, LongIterable ids) {
        for (LongIterator each = ids.iterator(); each.hasNext(); ) {
            offerWithin(transaction, each.nextLong());
        }
        endGathering();
    }

    private void offerWithin(Transaction transaction, long id) {
        TypeNode type = contents.typeOf(id);
        byte[] fields = contents.table().fields(id);
        for (Wait wait : List.copyOf(transaction.waits().values())) {
            if (!wait.demand().takes() && wait.isListed() && wait.matches(type, fields)) {
                satisfy(wait, id);
            }
        }
        giveToFirst(() -> firstTaker(transaction, type, fields), id, fields);
    }

    /** A batch that has no room for the entry gets nothing more: the next one is asked. */
    private void giveToFirst(Supplier<@Nullable Wait> first, long id, byte[] fields) {
        Wait taker;
        while ((taker = first.get()) != null) {
            if (!taker.demand().isBatch()) {
                satisfy(taker, id);
                return;
            }
            if (gather(taker, id, fields)) {
                return;
            }
        }
    }

    private boolean gather(Wait wait, long id, byte[] fields) {
        Batch batch = wait.gathered();
        if (batch == null) {
            batch = new Batch(wait.demand().mostEntries(), limits);
            wait.gather(batch);
            gatherers.add(wait);
        }
        boolean fits = batch.hasRoomFor(fields);
        if (fits) {
            take(batch, wait.transaction(), id);
        }
        if (!fits || batch.isFull()) {
            waits.unlist(wait);
        }
        return fits;
    }

    private void endGathering() {
        if (gatherers.isEmpty()) {
            return;
        }
        for (Wait wait : gatherers) {
            Batch batch = wait.gathered();
            if (batch != null) {
                end(wait, deliver(wait.demand(), wait.session(), wait.transaction(), batch));
            }
        }
        gatherers.clear();
    }

    /** Notes that an entry, which is still in the table, is about to leave the space, or the reach of a transaction. */
    void leaving(long id) {
        if (waits.anyIfExistsListed()) {
            gone.add(new Gone(contents.typeOf(id), contents.table().fields(id)));
        }
    }

    /** Ends the waits that only waited because of what has gone. */
    void settle() {
        for (int i = 0; i < gone.size(); i++) {
            Gone entry = gone.get(i);
            List<WatchLine<Wait>> lines = waits.linesFor(entry.type(), entry.fields(), contents.hash());
            for (Wait wait : standing(lines, IF_EXISTS, entry.type(), entry.fields())) {
                if (!contents.isBlocked(wait.pattern(0), wait.demand().takes(), wait.transaction())) {
                    end(wait, new Outcome.NothingFound());
                }
            }
        }
        gone.clear();
    }

    /** Ends a wait with that outcome. */
    void end(Wait wait, Outcome outcome) {
        waits.remove(wait);
        turn.complete(wait, outcome);
    }

    private void satisfy(Wait wait, long id) {
        waits.remove(wait);
        turn.complete(wait, deliver(wait.demand(), wait.session(), wait.transaction(), id));
    }

    private Outcome deliver(Demand demand, Session session, @Nullable Transaction transaction, long id) {
        EntryTable table = contents.table();
        Transaction holder = demand.holdMillis() > 0
                ? transactions.begin(session, demand.holdMillis(), turn.nowMillis())
                : transaction;
        long held = demand.holdMillis() > 0 && holder != null ? holder.id() : 0;
        var found = new Outcome.Found(id, table.typeId(id), table.fields(id), held);
        long sequence = demand.origin().sequence();
        if (!demand.takes()) {
            readUnder(holder, id);
            return found;
        }
        if (holder == null) {
            session.keepTaken(sequence, found, table.expiresAtMillis(id));
        } else {
            session.keep(sequence, found);
        }
        takeOut(holder, id);
        return found;
    }

    private Outcome deliver(Demand demand, Session session, @Nullable Transaction transaction, Batch batch) {
        var found = new Outcome.FoundBatch(batch.entries());
        if (transaction == null) {
            session.keepTaken(demand.origin().sequence(), found, batch.expiries());
        } else {
            session.keep(demand.origin().sequence(), found);
        }
        return found;
    }

    private Batch take(Demand demand, List<Pattern> patterns, @Nullable Transaction transaction) {
        var batch = new Batch(demand.mostEntries(), limits);
        var available = new Merge(contents, patterns, false, 0, true, transaction);
        long id;
        while (!batch.isFull() && (id = available.next()) >= 0) {
            if (!batch.hasRoomFor(contents.table().fields(id))) {
                break;
            }
            take(batch, transaction, id);
        }
        return batch;
    }

    private void take(Batch batch, @Nullable Transaction transaction, long id) {
        batch.add(contents.found(id), contents.table().expiresAtMillis(id));
        takeOut(transaction, id);
    }

    /** Locks an entry against takes of others, unless it's the transaction's own or there is none. */
    void readUnder(@Nullable Transaction transaction, long id) {
        if (transaction != null && !transaction.written().contains(id)) {
            if (transaction.read().add(id)) {
                contents.lock(id).readBy(transaction);
            }
        }
    }

    private void takeOut(@Nullable Transaction transaction, long id) {
        if (transaction == null) {
            leaving(id);
            contents.remove(id);
        } else {
            takeUnder(transaction, id);
        }
    }

    private void takeUnder(Transaction transaction, long id) {
        leaving(id);
        if (transaction.written().remove(id)) {
            contents.remove(id); // it never existed outside
            return;
        }
        contents.unshelve(id);
        contents.lock(id).takenBy(transaction);
        contents.held().add(id);
        transaction.taken().add(id);
    }

    /** The oldest take that may have the entry: any if nobody has read it, a sole reader's own, otherwise none. */
    private @Nullable Wait firstTaker(List<WatchLine<Wait>> lines, long id, TypeNode type, byte[] fields) {
        EntryLock lock = contents.lockIfAny(id);
        if (lock != null && !lock.readers().isEmpty()) {
            Transaction reader =
                    lock.readers().size() == 1 ? transactions.get(lock.readers().getLong(0)) : null;
            return reader == null ? null : firstTaker(reader, type, fields);
        }
        Wait first = null;
        for (WatchLine<Wait> line : lines) {
            for (Command.MatchKind kind : TAKES) {
                Wait candidate = firstMatch(line.of(kind.ordinal()), type, fields);
                if (candidate != null && (first == null || candidate.order() < first.order())) {
                    first = candidate;
                }
            }
        }
        return first;
    }

    private static @Nullable Wait firstTaker(Transaction transaction, TypeNode type, byte[] fields) {
        for (Wait wait : transaction.waits().values()) {
            if (wait.demand().takes() && wait.isListed() && wait.matches(type, fields)) {
                return wait;
            }
        }
        return null;
    }

    private static @Nullable Wait firstMatch(Iterable<Wait> waits, TypeNode type, byte[] fields) {
        for (Wait wait : waits) {
            if (wait.matches(type, fields)) {
                return wait;
            }
        }
        return null;
    }

    private static List<Wait> standing(
            List<WatchLine<Wait>> lines, List<Command.MatchKind> kinds, TypeNode type, byte[] fields) {
        var matching = new ArrayList<Wait>();
        for (WatchLine<Wait> line : lines) {
            for (Command.MatchKind kind : kinds) {
                for (Wait wait : line.of(kind.ordinal())) {
                    if (wait.matches(type, fields)) {
                        matching.add(wait);
                    }
                }
            }
        }
        matching.sort(Comparator.comparingLong(Wait::order));
        return matching;
    }
}
