package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done about transactions as a whole: to whom which command goes. */
final class TransactionWork {
    private final Transactions transactions;
    private final Turn turn;
    private final Enlistments enlistments;
    private final Coordination coordination;

    TransactionWork(Transactions transactions, Sessions sessions, Endings endings, Turn turn, Polling polling) {
        this.transactions = transactions;
        this.turn = turn;
        var answers = new LaterAnswers(sessions, turn);
        this.enlistments = new Enlistments(transactions, endings, answers, turn, polling);
        this.coordination = new Coordination(transactions, endings, answers, turn);
    }

    /** Does what a session asks, or answers null if this isn't about a transaction as a whole. */
    @Nullable
    Outcome perform(Command.OfSession request, Session session) {
        if (request instanceof Command.Begin begin) {
            return begin(begin, session);
        } else if (request instanceof Command.Settle settle) {
            return coordination.settle(settle, session);
        } else if (request instanceof Command.Enlist enlist) {
            return enlistments.enlist(enlist, session);
        } else if (request instanceof Command.Join join) {
            return coordination.join(join, session);
        } else if (request instanceof Command.GetState get) {
            return coordination.state(get.transaction());
        }
        return null;
    }

    /** Aborts a transaction as one of its sessions wants it. */
    Outcome abort(Transaction transaction) {
        if (transaction.foreign() != null) {
            return refused(Refusal.BAD_REQUEST, "its manager aborts it");
        }
        coordination.abort(transaction);
        return new Outcome.Done();
    }

    Outcome apply(Command.OfTransaction command) {
        if (command instanceof Command.PrepareForeign prepare) {
            return enlistments.prepare(prepare);
        } else if (command instanceof Command.EndForeign end) {
            return enlistments.end(end);
        } else if (command instanceof Command.ManagerIs found) {
            enlistments.identified(found);
        } else if (command instanceof Command.Joined joined) {
            enlistments.joined(joined.transaction());
        } else if (command instanceof Command.EnlistFailed failure) {
            enlistments.failed(failure);
        } else if (command instanceof Command.Answered answer) {
            enlistments.answered(answer);
        } else if (command instanceof Command.MemberIs found) {
            coordination.examined(found);
        } else if (command instanceof Command.MemberRefused refusal) {
            coordination.refused(refusal);
        } else if (command instanceof Command.Voted vote) {
            coordination.voted(vote);
        } else if (command instanceof Command.Told told) {
            coordination.told(told);
        }
        return new Outcome.Done();
    }

    void retell() {
        List<Transaction> inOrder = new ArrayList<>();
        transactions.all().forEach(inOrder::add);
        inOrder.sort(Comparator.comparingLong(Transaction::id));
        for (Transaction transaction : inOrder) {
            Transaction.Course course = transaction.course();
            if (course != null) {
                course.retell(transaction);
            }
        }
    }

    private Outcome begin(Command.Begin request, Session session) {
        if (request.leaseMillis() <= 0) {
            return refused(Refusal.BAD_REQUEST, "a lease is longer than nothing");
        }
        boolean shared = request.transaction() != 0;
        if (shared && !transactions.isFree(request.transaction())) {
            return refused(Refusal.BAD_REQUEST, "this number can't be had");
        }
        if (transactions.isFull()) {
            return refused(Refusal.LIMIT, "too many transactions");
        }
        Transaction transaction = shared
                ? transactions.share(request.transaction(), request.leaseMillis(), turn.nowMillis())
                : transactions.begin(session, request.leaseMillis(), turn.nowMillis());
        return new Outcome.Begun(transaction.id(), transaction.expiresAtMillis());
    }

    private static Outcome refused(Refusal reason, String detail) {
        return new Outcome.Refused(reason, detail);
    }
}
