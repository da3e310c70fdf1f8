package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The space as a transaction manager (Jini Transaction Specification, TX.2): commits and aborts its shared transactions, with
 * strangers that take part in two phases. The space itself, in whose engine the decision falls, needs no vote.
 */
final class Coordination implements Transaction.Course {
    /** How long participants may take to vote; and to be told of an abort, which they otherwise find out by asking. */
    static final long VOTING_MILLIS = 60_000;

    private static final int MOST_MEMBERS = 100;

    private final Transactions transactions;
    private final Endings endings;
    private final LaterAnswers answers;
    private final Turn turn;

    Coordination(Transactions transactions, Endings endings, LaterAnswers answers, Turn turn) {
        this.transactions = transactions;
        this.endings = endings;
        this.answers = answers;
        this.turn = turn;
    }

    Outcome join(Command.Join request, Session session) {
        Transaction transaction = transactions.get(session, request.transaction());
        if (transaction == null) {
            boolean ended = own(request.transaction()) != null;
            return ended ? refused(Refusal.CANNOT_JOIN, "the transaction is no longer active") : unknown();
        }
        if (transaction.session() != null || transaction.foreign() != null) {
            return refused(Refusal.CANNOT_JOIN, "nobody else can take part in this transaction");
        }
        Ballot ballot = transaction.ballot();
        if (ballot == null) {
            ballot = new Ballot();
            transaction.lead(ballot, this);
        }
        Ballot.Member known = ballot.memberSentAs(request.participant());
        if (known != null && known.crashCount != request.crashCount()) {
            return crashed(transaction);
        }
        if (known != null) {
            return known.progress == Ballot.Progress.EXAMINED
                    ? answers.later(session, request.origin(), known.joiners)
                    : new Outcome.Done();
        }
        if (ballot.members().size() >= MOST_MEMBERS) {
            return refused(Refusal.LIMIT, "too many participants");
        }
        Ballot.Member member = ballot.add(request.participant(), request.crashCount());
        turn.toDo(new Effect.Examine(transaction.id(), member.number, member.participant));
        return answers.later(session, request.origin(), member.joiners);
    }

    void examined(Command.MemberIs found) {
        Transaction transaction = own(found.transaction());
        Ballot.Member member = member(transaction, found.member());
        if (transaction == null || member == null || member.progress != Ballot.Progress.EXAMINED) {
            return;
        }
        Ballot.Member known = ballot(transaction).memberNamed(found.name());
        if (known == null) {
            member.name = found.name();
            member.progress = Ballot.Progress.JOINED;
            answers.answerAll(member.joiners, new Outcome.Done());
            return;
        }
        member.progress = Ballot.Progress.DONE;
        boolean same = known.crashCount == member.crashCount;
        answers.answerAll(member.joiners, same ? new Outcome.Done() : crashed(transaction));
    }

    void refused(Command.MemberRefused refusal) {
        Ballot.Member member = member(own(refusal.transaction()), refusal.member());
        if (member != null && member.progress == Ballot.Progress.EXAMINED) {
            leave(member, refused(Refusal.CANNOT_JOIN, refusal.detail()));
        }
    }

    Outcome state(long id) {
        Transaction transaction = own(id);
        return transaction == null ? unknown() : new Outcome.StateIs(state(transaction));
    }

    /** Commits or aborts a transaction that the session may settle. */
    Outcome settle(Command.Settle request, Session session) {
        if (request.waitMillis() < 0) {
            return refused(Refusal.BAD_REQUEST, "a negative time");
        }
        Transaction transaction = own(request.transaction());
        if (transaction == null || transaction.session() != null && transaction.session() != session) {
            return unknown();
        }
        if (transaction.state() == Transaction.State.COMMITTED && !request.commit()) {
            return refused(Refusal.CANNOT_ABORT, "the transaction is committed");
        }
        if (transaction.state() == Transaction.State.ABORTED && request.commit()) {
            return refused(Refusal.CANNOT_COMMIT, "the transaction is aborted");
        }
        if (!transaction.isDecided()) {
            if (!request.commit()) {
                abort(transaction);
            } else if (transaction.isActive()) {
                commit(transaction);
            }
        }
        Ballot ballot = transaction.ballot();
        if (ballot == null || transactions.get(transaction.id()) != transaction) {
            return new Outcome.Settled(state(transaction), true);
        }
        if (request.waitMillis() == 0) {
            return new Outcome.Settled(state(transaction), false);
        }
        long until = SpaceTime.after(turn.nowMillis(), request.waitMillis());
        ballot.settlers().add(new Ballot.Settler(request.origin(), until));
        session.undecided().add(request.origin().sequence());
        transactions.setDue(transaction, ballot.nextMillis());
        return new Outcome.Blocked();
    }

    /** Aborts a transaction of this space, and lets its participants know. */
    void abort(Transaction transaction) {
        Ballot ballot = transaction.ballot();
        if (ballot == null) {
            transaction.enter(Transaction.State.ABORTED);
            endings.abort(transaction);
            transactions.remove(transaction);
            return;
        }
        decide(transaction, ballot, false);
    }

    void voted(Command.Voted vote) {
        Transaction transaction = own(vote.transaction());
        Ballot.Member member = member(transaction, vote.member());
        if (transaction == null
                || member == null
                || transaction.state() != Transaction.State.VOTING
                || member.progress != Ballot.Progress.JOINED) {
            return;
        }
        Ballot ballot = ballot(transaction);
        switch (vote.vote()) {
            case PREPARED -> member.progress = Ballot.Progress.PREPARED;
            case NOT_CHANGED -> member.progress = Ballot.Progress.DONE;
            case ABORTED, COMMITTED -> { // nobody may commit before it's told to: that one is out of order
                member.progress = Ballot.Progress.DONE;
                decide(transaction, ballot, false);
                return;
            }
        }
        if (!ballot.isAny(Ballot.Progress.JOINED)) {
            decide(transaction, ballot, true);
        }
    }

    void told(Command.Told told) {
        Transaction transaction = own(told.transaction());
        Ballot.Member member = member(transaction, told.member());
        if (transaction != null && member != null && transaction.isDecided()) {
            member.progress = Ballot.Progress.DONE;
            finishIfDone(transaction, ballot(transaction));
        }
    }

    @Override
    public void due(Transaction transaction) {
        Ballot ballot = ballot(transaction);
        if (transaction.isActive()) { // its lease has ended
            decide(transaction, ballot, false);
            return;
        }
        long now = turn.nowMillis();
        if (ballot.untilMillis() <= now && transaction.state() == Transaction.State.VOTING) {
            decide(transaction, ballot, false);
        } else if (ballot.untilMillis() <= now && transaction.state() == Transaction.State.ABORTED) {
            end(transaction, ballot);
            return;
        }
        for (Ballot.Settler settler : List.copyOf(ballot.settlers())) {
            if (settler.untilMillis() <= now) {
                ballot.settlers().remove(settler);
                answers.answer(settler.origin(), new Outcome.Settled(state(transaction), false));
            }
        }
        transactions.setDue(transaction, ballot.nextMillis());
    }

    @Override
    public void retell(Transaction transaction) {
        for (Ballot.Member member : ballot(transaction).members()) {
            if (member.progress == Ballot.Progress.EXAMINED) {
                turn.toDo(new Effect.Examine(transaction.id(), member.number, member.participant));
            } else if (transaction.state() == Transaction.State.VOTING && member.progress == Ballot.Progress.JOINED) {
                turn.toDo(new Effect.Prepare(transaction.id(), member.number, member.participant));
            } else if (transaction.isDecided() && member.progress != Ballot.Progress.DONE) {
                tell(transaction, member);
            }
        }
    }

    private void commit(Transaction transaction) {
        Ballot ballot = transaction.ballot();
        if (ballot == null) {
            transaction.enter(Transaction.State.COMMITTED);
            endings.commit(transaction, List.of());
            transactions.remove(transaction);
            return;
        }
        endings.endUse(transaction);
        dropStrangers(ballot);
        if (!ballot.isAny(Ballot.Progress.JOINED)) {
            decide(transaction, ballot, true);
            return;
        }
        transaction.enter(Transaction.State.VOTING);
        ballot.setUntil(SpaceTime.after(turn.nowMillis(), VOTING_MILLIS));
        transactions.setDue(transaction, ballot.nextMillis());
        for (Ballot.Member member : ballot.members()) {
            if (member.progress == Ballot.Progress.JOINED) {
                turn.toDo(new Effect.Prepare(transaction.id(), member.number, member.participant));
            }
        }
    }

    private void decide(Transaction transaction, Ballot ballot, boolean commit) {
        dropStrangers(ballot);
        transaction.enter(commit ? Transaction.State.COMMITTED : Transaction.State.ABORTED);
        ballot.setUntil(commit ? SpaceTime.NEVER : SpaceTime.after(turn.nowMillis(), VOTING_MILLIS));
        if (commit) {
            endings.commit(transaction, List.of());
        } else {
            endings.abort(transaction);
        }
        transaction.letGo();
        transactions.setDue(transaction, ballot.nextMillis());
        for (Ballot.Member member : ballot.members()) {
            if (member.progress != Ballot.Progress.DONE) {
                tell(transaction, member);
            }
        }
        finishIfDone(transaction, ballot);
    }

    private void tell(Transaction transaction, Ballot.Member member) {
        boolean commit = transaction.state() == Transaction.State.COMMITTED;
        turn.toDo(new Effect.Tell(transaction.id(), member.number, member.participant, commit));
    }

    private void finishIfDone(Transaction transaction, Ballot ballot) {
        if (ballot.isDone()) {
            end(transaction, ballot);
        }
    }

    private void end(Transaction transaction, Ballot ballot) {
        transactions.remove(transaction);
        List<Ballot.Settler> settlers = new ArrayList<>(ballot.settlers());
        ballot.settlers().clear();
        settlers.forEach(
                settler -> answers.answer(settler.origin(), new Outcome.Settled(state(transaction), ballot.isDone())));
    }

    /** Those of whom it isn't known yet who they are come too late. */
    private void dropStrangers(Ballot ballot) {
        for (Ballot.Member member : ballot.members()) {
            if (member.progress == Ballot.Progress.EXAMINED) {
                leave(member, refused(Refusal.CANNOT_JOIN, "the transaction is no longer active"));
            }
        }
    }

    private void leave(Ballot.Member member, Outcome outcome) {
        member.progress = Ballot.Progress.DONE;
        answers.answerAll(member.joiners, outcome);
    }

    private Outcome crashed(Transaction transaction) {
        if (transaction.isActive()) {
            abort(transaction);
        }
        return refused(Refusal.CRASH_COUNT, "the participant has lost what it did under the transaction");
    }

    /** A transaction of this space, in whatever state, or null. */
    private @Nullable Transaction own(long id) {
        Transaction transaction = transactions.get(id);
        return transaction == null || transaction.foreign() != null ? null : transaction;
    }

    private static Ballot.@Nullable Member member(@Nullable Transaction transaction, int number) {
        Ballot ballot = transaction == null ? null : transaction.ballot();
        return ballot == null ? null : ballot.member(number);
    }

    private static Ballot ballot(Transaction transaction) {
        Ballot ballot = transaction.ballot();
        if (ballot == null) {
            throw new IllegalStateException("a transaction without participants");
        }
        return ballot;
    }

    private static Outcome.State state(Transaction transaction) {
        return switch (transaction.state()) {
            case JOINING, ACTIVE -> Outcome.State.ACTIVE;
            case VOTING, PREPARED -> Outcome.State.VOTING;
            case COMMITTED -> Outcome.State.COMMITTED;
            case ABORTED -> Outcome.State.ABORTED;
        };
    }

    private static Outcome unknown() {
        return refused(Refusal.UNKNOWN_TRANSACTION, "no such transaction");
    }

    private static Outcome refused(Refusal reason, String detail) {
        return new Outcome.Refused(reason, detail);
    }
}
