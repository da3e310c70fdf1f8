package org.gridspace.server.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The space's part in other managers' transactions (Jini Transaction Specification, TX.2): it joins one before the first request
 * under it, promises and obeys, and asks for what it isn't told. Entries of a prepared transaction stay locked until its manager
 * says what became of it; one that isn't prepared ends when its manager has been out of reach for too long.
 */
final class Enlistments implements Transaction.Course {
    /** How long joining, or an answer, may take before it counts as failed; who performs effects gives up earlier. */
    private static final long EFFECT_MILLIS = 60_000;

    private final Transactions transactions;
    private final Endings endings;
    private final LaterAnswers answers;
    private final Turn turn;
    private final Polling polling;
    private long crashCount = 1;

    Enlistments(Transactions transactions, Endings endings, LaterAnswers answers, Turn turn, Polling polling) {
        this.transactions = transactions;
        this.endings = endings;
        this.answers = answers;
        this.turn = turn;
        this.polling = polling;
    }

    Outcome enlist(Command.Enlist request, Session session) {
        var form = new Foreign.Form(request.manager(), request.id());
        Transaction known = transactions.get(form);
        if (known != null) {
            return enlisted(known, request.origin(), session);
        }
        if (!transactions.isFree(request.transaction())) {
            return new Outcome.Refused(Refusal.BAD_REQUEST, "this number can't be had");
        }
        if (transactions.isFull()) {
            return new Outcome.Refused(Refusal.LIMIT, "too many transactions");
        }
        var part = new Foreign(form);
        Transaction transaction = transactions.enlist(
                request.transaction(), part, this, SpaceTime.after(turn.nowMillis(), EFFECT_MILLIS));
        turn.toDo(new Effect.Identify(transaction.id(), part.manager()));
        return answers.later(session, request.origin(), part.joiners());
    }

    private Outcome enlisted(Transaction known, Command.Origin origin, Session session) {
        if (known.state() == Transaction.State.JOINING) {
            return answers.later(session, origin, part(known).joiners());
        }
        return enlisted(known);
    }

    private static Outcome enlisted(Transaction known) {
        return known.isActive()
                ? new Outcome.Enlisted(known.id())
                : new Outcome.Refused(Refusal.UNKNOWN_TRANSACTION, "the transaction is no longer active");
    }

    void identified(Command.ManagerIs found) {
        Transaction transaction = joining(found.transaction());
        if (transaction == null || part(transaction).name() != null) {
            return;
        }
        Foreign part = part(transaction);
        var name = new Foreign.Name(found.name(), part.form().transaction());
        Transaction known = transactions.get(name);
        if (known == null) {
            part.identify(name, crashCount);
            transactions.name(transaction, name);
            turn.toDo(join(transaction.id(), part, name));
            return;
        }
        transactions.remove(transaction);
        if (known.state() == Transaction.State.JOINING) {
            part(known).joiners().addAll(part.joiners());
        } else {
            answers.answerAll(part.joiners(), enlisted(known));
        }
    }

    void failed(Command.EnlistFailed failure) {
        Transaction transaction = joining(failure.transaction());
        if (transaction != null) {
            give(transaction, failure.reason(), failure.detail());
        }
    }

    void joined(long id) {
        Transaction transaction = joining(id);
        if (transaction != null && part(transaction).name() != null) {
            transaction.enter(Transaction.State.ACTIVE);
            askLater(transaction);
            answers.answerAll(part(transaction).joiners(), new Outcome.Enlisted(id));
        }
    }

    Outcome prepare(Command.PrepareForeign request) {
        Transaction transaction = transactions.get(new Foreign.Name(request.manager(), request.id()));
        if (transaction == null) {
            return unknown();
        }
        if (transaction.state() == Transaction.State.JOINING) { // nobody has done anything under it yet
            give(transaction, Refusal.UNKNOWN_TRANSACTION, "the transaction ended");
            return new Outcome.Promised(Command.Vote.NOT_CHANGED);
        }
        if (!transaction.hasChanges()) {
            endings.commit(transaction, List.of());
            return new Outcome.Promised(Command.Vote.NOT_CHANGED);
        }
        if (request.commit()) {
            endings.commit(transaction, List.of());
            return new Outcome.Promised(Command.Vote.COMMITTED);
        }
        if (transaction.isActive()) {
            endings.endUse(transaction);
            transaction.enter(Transaction.State.PREPARED);
            part(transaction).startAnew();
            askLater(transaction);
        }
        return new Outcome.Promised(Command.Vote.PREPARED);
    }

    Outcome end(Command.EndForeign request) {
        Transaction transaction = transactions.get(new Foreign.Name(request.manager(), request.id()));
        if (transaction == null || request.commit() && transaction.state() != Transaction.State.PREPARED) {
            return unknown();
        }
        if (request.commit()) {
            endings.commit(transaction, List.of());
        } else {
            abort(transaction);
        }
        return new Outcome.Done();
    }

    void answered(Command.Answered answer) {
        Transaction transaction = transactions.get(answer.transaction());
        if (transaction == null
                || transaction.foreign() == null
                || transaction.state() == Transaction.State.JOINING
                || !part(transaction).isAsking()) {
            return;
        }
        switch (answer.says()) {
            case OPEN -> {
                part(transaction).heard();
                askLater(transaction);
            }
            case COMMITTED -> {
                if (transaction.state() == Transaction.State.PREPARED) {
                    endings.commit(transaction, List.of());
                } else {
                    lose(transaction); // without having asked us
                }
            }
            case ABORTED -> abort(transaction);
            case NOTHING -> {
                long silence = part(transaction).missed(turn.nowMillis());
                if (transaction.isActive() && silence >= polling.patienceMillis()) {
                    lose(transaction);
                } else {
                    askLater(transaction);
                }
            }
        }
    }

    @Override
    public void due(Transaction transaction) {
        if (transaction.state() == Transaction.State.JOINING) {
            give(transaction, Refusal.UNREACHABLE, "joining the transaction took too long");
            return;
        }
        part(transaction).ask();
        transactions.setDue(transaction, SpaceTime.after(turn.nowMillis(), EFFECT_MILLIS));
        turn.toDo(ask(transaction.id(), part(transaction)));
    }

    @Override
    public void retell(Transaction transaction) {
        Foreign part = part(transaction);
        Foreign.Name name = part.name();
        if (transaction.state() == Transaction.State.JOINING) {
            turn.toDo(
                    name == null
                            ? new Effect.Identify(transaction.id(), part.manager())
                            : join(transaction.id(), part, name));
        } else if (part.isAsking()) {
            turn.toDo(ask(transaction.id(), part));
        }
    }

    private void askLater(Transaction transaction) {
        transactions.setDue(
                transaction, SpaceTime.after(turn.nowMillis(), part(transaction).pause(polling)));
    }

    private void abort(Transaction transaction) {
        if (transaction.state() == Transaction.State.JOINING) {
            give(transaction, Refusal.UNKNOWN_TRANSACTION, "the transaction was aborted");
        } else {
            endings.abort(transaction);
        }
    }

    /** Aborts a transaction of which the manager doesn't know that: joining it again will tell. */
    private void lose(Transaction transaction) {
        crashCount++;
        endings.abort(transaction);
    }

    /** It can't be joined. */
    private void give(Transaction transaction, Refusal reason, String detail) {
        transactions.remove(transaction);
        answers.answerAll(part(transaction).joiners(), new Outcome.Refused(reason, detail));
    }

    private static Effect join(long id, Foreign part, Foreign.Name name) {
        return new Effect.Join(id, name.manager(), part.manager(), name.transaction(), part.crashCount());
    }

    private static Effect ask(long id, Foreign part) {
        return new Effect.Ask(id, part.manager(), part.form().transaction());
    }

    private @Nullable Transaction joining(long id) {
        Transaction transaction = transactions.get(id);
        boolean joining = transaction != null
                && transaction.foreign() != null
                && transaction.state() == Transaction.State.JOINING;
        return joining ? transaction : null;
    }

    private static Foreign part(Transaction transaction) {
        Foreign part = transaction.foreign();
        if (part == null) {
            throw new IllegalStateException("not another manager's transaction");
        }
        return part;
    }

    private static Outcome unknown() {
        return new Outcome.Refused(Refusal.UNKNOWN_TRANSACTION, "the space takes no part in this transaction");
    }
}
