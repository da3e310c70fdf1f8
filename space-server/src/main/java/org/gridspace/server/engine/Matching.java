package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    private final List<Gone> gone = new ArrayList<>();

    private record Gone(TypeNode type, byte[] fields) {}

    Matching(Contents contents, Waits waits, Transactions transactions, Turn turn) {
        this.contents = contents;
        this.waits = waits;
        this.transactions = transactions;
        this.turn = turn;
    }

    /** Answers a match at once, or lets it wait. */
    Outcome match(Command.Match request, Pattern pattern, Session session, @Nullable Transaction transaction) {
        boolean takes = request.kind().takes();
        if (request.holdMillis() > 0 && transactions.isFull()) {
            return new Outcome.Refused(Refusal.LIMIT, "too many transactions");
        }
        long id = contents.find(pattern, takes, transaction);
        if (id >= 0) {
            return deliver(request, session, transaction, id);
        }
        if (request.timeoutMillis() == 0
                || request.kind().ifExists() && !contents.isBlocked(pattern, takes, transaction)) {
            return new Outcome.NothingFound();
        }
        if (waits.isFull()) {
            return new Outcome.Refused(Refusal.LIMIT, "too many blocked requests");
        }
        long deadline = SpaceTime.after(turn.nowMillis(), request.timeoutMillis());
        waits.add(request, pattern, session, transaction, deadline);
        return new Outcome.Blocked();
    }

    /** Lets a wait that was out of sight look for itself. */
    void retry(Wait wait) {
        boolean takes = wait.request().kind().takes();
        long id = contents.find(wait.pattern(), takes, wait.transaction());
        if (id >= 0) {
            satisfy(wait, id);
        } else if (wait.request().kind().ifExists() && !contents.isBlocked(wait.pattern(), takes, wait.transaction())) {
            end(wait, new Outcome.NothingFound());
        } else {
            waits.list(wait);
        }
    }

    /**
     * Gives an entry that has become available, and is on no shelf or the open one, to those who wait for it: a copy to
     * every read, the entry to the oldest take. If nobody took it, it's on the open shelf afterwards.
     */
    void offer(long id) {
        if (waits.anyListed()) {
            TypeNode type = contents.typeOf(id);
            byte[] fields = contents.table().fields(id);
            List<WaitLine> lines = waits.linesFor(type, fields, contents.hash());
            for (Wait wait : standing(lines, READS, fields)) {
                satisfy(wait, id);
            }
            Wait taker = firstTaker(lines, id, type, fields);
            if (taker != null) {
                satisfy(taker, id);
            }
        }
        if (contents.table().contains(id) && contents.table().shelf(id) == EntryTable.LOOSE) {
            contents.open().add(id);
        }
    }

    /** Gives an entry that a transaction has written, and not committed, to those who wait under it, as {@link #offer}. */
    void offerWithin(Transaction transaction, long id) {
        TypeNode type = contents.typeOf(id);
        byte[] fields = contents.table().fields(id);
        for (Wait wait : List.copyOf(transaction.waits().values())) {
            if (!wait.request().kind().takes() && fits(wait, type, fields)) {
                satisfy(wait, id);
            }
        }
        Wait taker = firstTaker(transaction, type, fields);
        if (taker != null) {
            satisfy(taker, id);
        }
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
            List<WaitLine> lines = waits.linesFor(entry.type(), entry.fields(), contents.hash());
            for (Wait wait : standing(lines, IF_EXISTS, entry.fields())) {
                boolean takes = wait.request().kind().takes();
                if (!contents.isBlocked(wait.pattern(), takes, wait.transaction())) {
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
        turn.complete(wait, deliver(wait.request(), wait.session(), wait.transaction(), id));
    }

    private Outcome deliver(Command.Match request, Session session, @Nullable Transaction transaction, long id) {
        EntryTable table = contents.table();
        Transaction holder = request.holdMillis() > 0
                ? transactions.begin(session, request.holdMillis(), turn.nowMillis())
                : transaction;
        long held = request.holdMillis() > 0 && holder != null ? holder.id() : 0;
        var found = new Outcome.Found(id, table.typeId(id), table.fields(id), held);
        if (!request.kind().takes()) {
            readUnder(holder, id);
        } else if (holder == null) {
            session.keepTaken(request.origin().sequence(), found, table.expiresAtMillis(id));
            leaving(id);
            contents.remove(id);
        } else {
            session.keep(request.origin().sequence(), found);
            takeUnder(holder, id);
        }
        return found;
    }

    private void readUnder(@Nullable Transaction transaction, long id) {
        if (transaction != null && !transaction.written().contains(id)) {
            if (transaction.read().add(id)) {
                contents.lock(id).readBy(transaction);
            }
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
    private @Nullable Wait firstTaker(List<WaitLine> lines, long id, TypeNode type, byte[] fields) {
        EntryLock lock = contents.lockIfAny(id);
        if (lock != null && !lock.readers().isEmpty()) {
            Transaction reader =
                    lock.readers().size() == 1 ? transactions.get(lock.readers().getLong(0)) : null;
            return reader == null ? null : firstTaker(reader, type, fields);
        }
        Wait first = null;
        for (WaitLine line : lines) {
            for (Command.MatchKind kind : TAKES) {
                Wait candidate = firstMatch(line.of(kind), fields);
                if (candidate != null && (first == null || candidate.order() < first.order())) {
                    first = candidate;
                }
            }
        }
        return first;
    }

    private static @Nullable Wait firstTaker(Transaction transaction, TypeNode type, byte[] fields) {
        for (Wait wait : transaction.waits().values()) {
            if (wait.request().kind().takes() && fits(wait, type, fields)) {
                return wait;
            }
        }
        return null;
    }

    private static @Nullable Wait firstMatch(Iterable<Wait> waits, byte[] fields) {
        for (Wait wait : waits) {
            if (wait.pattern().matches(fields)) {
                return wait;
            }
        }
        return null;
    }

    private static boolean fits(Wait wait, TypeNode type, byte[] fields) {
        return wait.isListed()
                && type.isWithin(wait.pattern().type())
                && wait.pattern().matches(fields);
    }

    private static List<Wait> standing(List<WaitLine> lines, List<Command.MatchKind> kinds, byte[] fields) {
        var matching = new ArrayList<Wait>();
        for (WaitLine line : lines) {
            for (Command.MatchKind kind : kinds) {
                for (Wait wait : line.of(kind)) {
                    if (wait.pattern().matches(fields)) {
                        matching.add(wait);
                    }
                }
            }
        }
        matching.sort(Comparator.comparingLong(Wait::order));
        return matching;
    }
}
