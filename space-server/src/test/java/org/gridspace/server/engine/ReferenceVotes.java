package org.gridspace.server.engine;

import static org.gridspace.server.engine.ReferenceSpace.refused;

import java.util.Arrays;
import java.util.List;
import org.gridspace.server.engine.Ballot.Member;
import org.gridspace.server.engine.Ballot.Progress;
import org.gridspace.server.engine.ReferenceParts.Client;
import org.gridspace.server.engine.ReferenceParts.Deal;
import org.gridspace.server.engine.ReferenceTransactions.Votes;
import org.gridspace.server.engine.Transaction.State;
import org.jspecify.annotations.Nullable;

/** Two phases with strangers, in {@link ReferenceSpace}. */
final class ReferenceVotes {
    private static final long A_MINUTE = 60_000;

    private final ReferenceSpace space;
    private final ReferenceTransactions transactions;

    ReferenceVotes(ReferenceSpace space, ReferenceTransactions transactions) {
        this.space = space;
        this.transactions = transactions;
    }

    @Nullable
    Outcome perform(Command.OfSession request, Client client) {
        if (request instanceof Command.Join join) {
            return join(join, client);
        } else if (request instanceof Command.Settle settle) {
            return settle(settle, client);
        } else if (request instanceof Command.GetState get) {
            Deal deal = own(get.transaction());
            return deal == null ? refused(Refusal.UNKNOWN_TRANSACTION) : new Outcome.StateIs(state(deal));
        }
        return null;
    }

    private @Nullable Deal own(long id) {
        Deal deal = space.deals.get(id);
        return deal == null || deal.foreign != null ? null : deal;
    }

    private static Outcome.State state(Deal deal) {
        return Outcome.State.valueOf(deal.state.name());
    }

    private Outcome join(Command.Join join, Client client) {
        Deal deal = space.deal(client, join.transaction());
        if (deal == null) {
            return refused(own(join.transaction()) == null ? Refusal.UNKNOWN_TRANSACTION : Refusal.CANNOT_JOIN);
        }
        if (deal.client != null || deal.foreign != null) {
            return refused(Refusal.CANNOT_JOIN);
        }
        Votes votes = deal.votes == null ? new Votes() : deal.votes;
        deal.votes = votes;
        for (Member member : votes.members) {
            boolean same = Arrays.equals(member.participant, join.participant());
            if (same && member.progress != Progress.DONE) {
                if (member.crashCount != join.crashCount()) {
                    return crash(deal);
                }
                return member.progress == Progress.EXAMINED
                        ? ReferenceTransactions.later(join, client, member.joiners)
                        : ReferenceSpace.kept(client, join, new Outcome.Done());
            }
        }
        if (votes.members.size() >= 100) {
            return refused(Refusal.LIMIT);
        }
        var member = new Member(votes.members.size(), join.participant(), join.crashCount());
        votes.members.add(member);
        space.toDo(new Effect.Examine(deal.id, member.number, member.participant));
        return ReferenceTransactions.later(join, client, member.joiners);
    }

    private Outcome crash(Deal deal) {
        if (deal.state == State.ACTIVE) {
            decide(deal, false);
        }
        return refused(Refusal.CRASH_COUNT);
    }

    private Outcome settle(Command.Settle settle, Client client) {
        Deal deal = own(settle.transaction());
        if (settle.waitMillis() < 0) {
            return refused(Refusal.BAD_REQUEST);
        }
        if (deal == null || deal.client != null && deal.client != client) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        if (deal.state == State.COMMITTED && !settle.commit()) {
            return refused(Refusal.CANNOT_ABORT);
        }
        if (deal.state == State.ABORTED && settle.commit()) {
            return refused(Refusal.CANNOT_COMMIT);
        }
        if (deal.votes == null) {
            if (settle.commit()) {
                transactions.makeSo(deal, List.of());
            } else {
                transactions.undo(deal);
            }
            Outcome.State end = settle.commit() ? Outcome.State.COMMITTED : Outcome.State.ABORTED;
            return ReferenceSpace.kept(client, settle, new Outcome.Settled(end, true));
        }
        if (deal.state == State.ACTIVE && settle.commit()) {
            ask(deal, deal.votes);
        } else if (deal.state == State.ACTIVE || deal.state == State.VOTING && !settle.commit()) {
            decide(deal, false);
        }
        boolean over = !space.deals.containsValue(deal);
        if (over || settle.waitMillis() == 0) {
            return ReferenceSpace.kept(client, settle, new Outcome.Settled(state(deal), over));
        }
        deal.votes.settlers.add(new Ballot.Settler(settle.origin(), space.later(settle.waitMillis())));
        client.undecided.add(settle.origin().sequence());
        setEnd(deal, deal.votes);
        return new Outcome.Blocked();
    }

    private static void setEnd(Deal deal, Votes votes) {
        deal.end = votes.until;
        votes.settlers.forEach(settler -> deal.end = Math.min(deal.end, settler.untilMillis()));
    }

    private void ask(Deal deal, Votes votes) {
        transactions.endUse(deal);
        dropStrangers(votes);
        if (votes.members.stream().noneMatch(member -> member.progress == Progress.JOINED)) {
            decide(deal, true);
            return;
        }
        deal.state = State.VOTING;
        votes.until = space.later(A_MINUTE);
        setEnd(deal, votes);
        for (Member member : votes.members) {
            if (member.progress == Progress.JOINED) {
                space.toDo(new Effect.Prepare(deal.id, member.number, member.participant));
            }
        }
    }

    void decide(Deal deal, boolean commit) {
        Votes votes = votes(deal);
        dropStrangers(votes);
        if (commit) {
            transactions.makeSo(deal, List.of());
        } else {
            transactions.undo(deal);
        }
        deal.state = commit ? State.COMMITTED : State.ABORTED;
        space.deals.put(deal.id, deal);
        votes.until = commit ? Long.MAX_VALUE : space.later(A_MINUTE);
        setEnd(deal, votes);
        for (Member member : votes.members) {
            if (member.progress != Progress.DONE) {
                space.toDo(new Effect.Tell(deal.id, member.number, member.participant, commit));
            }
        }
        endIfAllKnow(deal, votes);
    }

    private void endIfAllKnow(Deal deal, Votes votes) {
        if (votes.members.stream().allMatch(member -> member.progress == Progress.DONE)) {
            end(deal, votes, true);
        }
    }

    private void end(Deal deal, Votes votes, boolean all) {
        space.deals.remove(deal.id);
        votes.settlers.forEach(settler -> transactions.answer(settler.origin(), new Outcome.Settled(state(deal), all)));
        votes.settlers.clear();
    }

    private void dropStrangers(Votes votes) {
        for (Member member : votes.members) {
            if (member.progress == Progress.EXAMINED) {
                member.progress = Progress.DONE;
                transactions.answer(member.joiners, refused(Refusal.CANNOT_JOIN));
            }
        }
    }

    void due(Deal deal) {
        Votes votes = votes(deal);
        if (deal.state == State.ACTIVE || deal.state == State.VOTING && votes.until <= space.now()) {
            boolean wasActive = deal.state == State.ACTIVE;
            decide(deal, false);
            if (wasActive) {
                return;
            }
        } else if (deal.state == State.ABORTED && votes.until <= space.now()) {
            end(deal, votes, false);
            return;
        }
        for (Ballot.Settler settler : List.copyOf(votes.settlers)) {
            if (settler.untilMillis() <= space.now()) {
                votes.settlers.remove(settler);
                transactions.answer(settler.origin(), new Outcome.Settled(state(deal), false));
            }
        }
        setEnd(deal, votes);
    }

    void apply(Command.OfTransaction command) {
        if (command instanceof Command.MemberIs found) {
            examined(found);
        } else if (command instanceof Command.MemberRefused refusal) {
            Member member = member(refusal.transaction(), refusal.member());
            if (member != null && member.progress == Progress.EXAMINED) {
                member.progress = Progress.DONE;
                transactions.answer(member.joiners, refused(Refusal.CANNOT_JOIN));
            }
        } else if (command instanceof Command.Voted vote) {
            voted(vote);
        } else if (command instanceof Command.Told told) {
            Deal deal = own(told.transaction());
            Member member = member(told.transaction(), told.member());
            if (deal != null && member != null && (deal.state == State.COMMITTED || deal.state == State.ABORTED)) {
                member.progress = Progress.DONE;
                endIfAllKnow(deal, votes(deal));
            }
        }
    }

    private void examined(Command.MemberIs found) {
        Deal deal = own(found.transaction());
        Member member = member(found.transaction(), found.member());
        if (deal == null || member == null || member.progress != Progress.EXAMINED) {
            return;
        }
        for (Member known : votes(deal).members) {
            if (found.name().equals(known.name) && known.progress != Progress.DONE) {
                member.progress = Progress.DONE;
                boolean same = known.crashCount == member.crashCount;
                transactions.answer(member.joiners, same ? new Outcome.Done() : crash(deal));
                return;
            }
        }
        member.name = found.name();
        member.progress = Progress.JOINED;
        transactions.answer(member.joiners, new Outcome.Done());
    }

    private void voted(Command.Voted vote) {
        Deal deal = own(vote.transaction());
        Member member = member(vote.transaction(), vote.member());
        if (deal == null || member == null || deal.state != State.VOTING || member.progress != Progress.JOINED) {
            return;
        }
        boolean can = vote.vote() == Command.Vote.PREPARED || vote.vote() == Command.Vote.NOT_CHANGED;
        member.progress = vote.vote() == Command.Vote.PREPARED ? Progress.PREPARED : Progress.DONE;
        if (!can) {
            decide(deal, false);
        } else if (votes(deal).members.stream().noneMatch(other -> other.progress == Progress.JOINED)) {
            decide(deal, true);
        }
    }

    private @Nullable Member member(long transaction, int number) {
        Deal deal = own(transaction);
        List<Member> members = deal == null || deal.votes == null ? List.of() : deal.votes.members;
        return number < 0 || number >= members.size() ? null : members.get(number);
    }

    private static Votes votes(Deal deal) {
        if (deal.votes == null) {
            throw new AssertionError("no participants");
        }
        return deal.votes;
    }
}
