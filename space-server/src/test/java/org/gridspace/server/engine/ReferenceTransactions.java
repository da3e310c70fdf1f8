package org.gridspace.server.engine;

import static org.gridspace.server.engine.ReferenceSpace.refused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gridspace.server.engine.ReferenceParts.Client;
import org.gridspace.server.engine.ReferenceParts.Deal;
import org.gridspace.server.engine.ReferenceParts.Item;
import org.gridspace.server.engine.ReferenceParts.Waiting;
import org.gridspace.server.engine.Transaction.State;
import org.jspecify.annotations.Nullable;

/** Transactions of {@link ReferenceSpace} as a whole: a session's own, shared ones, and other managers'. */
final class ReferenceTransactions {
    private static final long A_MINUTE = 60_000;
    static final Polling POLLING = new Polling(20, 150, 250);

    private final ReferenceSpace space;
    private final ReferenceVotes voting;
    private long losses = 1;

    /** What belongs to another manager's transaction. */
    static final class Part {
        final byte[] manager;
        final long number;
        final List<Command.Origin> joiners = new ArrayList<>();

        @Nullable
        String name;

        long crashCount;
        long pause = POLLING.firstMillis();
        long silentSince = Long.MAX_VALUE;
        boolean asked;

        Part(byte[] manager, long number) {
            this.manager = manager;
            this.number = number;
        }
    }

    /** Those who take part in a transaction of this space. */
    static final class Votes {
        final List<Ballot.Member> members = new ArrayList<>();
        final List<Ballot.Settler> settlers = new ArrayList<>();
        long until = Long.MAX_VALUE;
    }

    ReferenceTransactions(ReferenceSpace space) {
        this.space = space;
        this.voting = new ReferenceVotes(space, this);
    }

    @Nullable
    Outcome perform(Command.OfSession request, Client client) {
        if (request instanceof Command.Commit commit) {
            return commit(commit, client);
        } else if (request instanceof Command.Abort abort) {
            return abort(abort, abort.transaction(), client);
        } else if (request instanceof Command.Begin begin) {
            return begin(begin, client);
        } else if (request instanceof Command.Enlist enlist) {
            return enlist(enlist, client);
        }
        return voting.perform(request, client);
    }

    private Outcome begin(Command.Begin begin, Client client) {
        long number = begin.transaction();
        if (begin.leaseMillis() <= 0 || number != 0 && !isFree(number)) {
            return refused(Refusal.BAD_REQUEST);
        }
        if (isFull()) {
            return refused(Refusal.LIMIT);
        }
        Deal deal = number == 0
                ? space.newDeal(client, begin.leaseMillis())
                : new Deal(number, null, space.later(begin.leaseMillis()));
        space.deals.put(deal.id, deal);
        return ReferenceSpace.kept(client, begin, new Outcome.Begun(deal.id, deal.end));
    }

    private boolean isFree(long number) {
        return number >= 1L << 40 && !space.deals.containsKey(number);
    }

    private boolean isFull() {
        return space.deals.size() >= space.limits.transactions();
    }

    private Outcome commit(Command.Commit commit, Client client) {
        Outcome refusal = space.templates.refusalOfAll(commit.lastWrites());
        if (refusal != null) {
            return refusal;
        }
        Deal deal = space.deal(client, commit.transaction());
        if (deal == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        if (deal.foreign != null || deal.votes != null) {
            return refused(Refusal.BAD_REQUEST);
        }
        long[] ids = makeSo(deal, commit.lastWrites());
        return ReferenceSpace.kept(client, commit, new Outcome.Committed(ids));
    }

    Outcome abort(Command.OfSession request, long id, Client client) {
        Deal deal = space.deal(client, id);
        if (deal == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        if (deal.foreign != null) {
            return refused(Refusal.BAD_REQUEST);
        }
        if (deal.votes != null) {
            voting.decide(deal, false);
        } else {
            undo(deal);
        }
        return ReferenceSpace.kept(client, request, new Outcome.Done());
    }

    /** Everything done under a transaction becomes so. */
    long[] makeSo(Deal deal, List<Command.NewEntry> lastWrites) {
        space.events.mark();
        space.deals.remove(deal.id);
        endUse(deal);
        space.items.values().removeIf(item -> item.taker == deal);
        var written = new TreeSet<Long>();
        for (Item item : space.items.values()) {
            item.readers.remove(deal);
            if (item.writer == deal) {
                item.writer = null;
                written.add(item.id);
            }
        }
        long[] ids = lastWrites.stream().mapToLong(entry -> space.add(entry).id).toArray();
        Arrays.stream(ids).forEach(written::add);
        space.events.tell(written);
        space.offerWhatIsFree();
        return ids;
    }

    /** Everything done under a transaction is undone. */
    void undo(Deal deal) {
        space.events.mark();
        space.deals.remove(deal.id);
        endUse(deal);
        space.items.values().removeIf(item -> item.writer == deal);
        for (Item item : space.items.values()) {
            item.readers.remove(deal);
            item.taker = item.taker == deal ? null : item.taker;
        }
        space.events.tell(Set.of());
        space.offerWhatIsFree();
    }

    /** Nothing is done under a transaction any more. */
    void endUse(Deal deal) {
        space.events.all().values().removeIf(one -> one.deal == deal);
        space.contents.all().values().removeIf(set -> set.deal == deal);
        for (Waiting wait : List.copyOf(space.waiting)) {
            if (wait.deal == deal) {
                space.end(wait, refused(Refusal.UNKNOWN_TRANSACTION));
            }
        }
    }

    void due(Deal deal) {
        if (deal.votes != null) {
            voting.due(deal);
        } else if (deal.foreign == null) {
            undo(deal);
        } else if (deal.state == State.JOINING) {
            giveUp(deal, deal.foreign, Refusal.UNREACHABLE);
        } else {
            deal.foreign.asked = true;
            deal.end = space.later(A_MINUTE);
            space.toDo(new Effect.Ask(deal.id, deal.foreign.manager, deal.foreign.number));
        }
    }

    // other managers' transactions

    private Outcome enlist(Command.Enlist enlist, Client client) {
        for (Deal deal : space.deals.values()) {
            Part part = deal.foreign;
            if (part != null && part.number == enlist.id() && Arrays.equals(part.manager, enlist.manager())) {
                return deal.state == State.JOINING ? later(enlist, client, part.joiners) : enlisted(deal);
            }
        }
        if (!isFree(enlist.transaction())) {
            return refused(Refusal.BAD_REQUEST);
        }
        if (isFull()) {
            return refused(Refusal.LIMIT);
        }
        Deal deal = new Deal(enlist.transaction(), null, space.later(A_MINUTE));
        deal.state = State.JOINING;
        deal.foreign = new Part(enlist.manager(), enlist.id());
        space.deals.put(deal.id, deal);
        space.toDo(new Effect.Identify(deal.id, enlist.manager()));
        return later(enlist, client, deal.foreign.joiners);
    }

    private static Outcome enlisted(Deal deal) {
        return deal.state == State.ACTIVE ? new Outcome.Enlisted(deal.id) : refused(Refusal.UNKNOWN_TRANSACTION);
    }

    static Outcome later(Command.OfSession request, Client client, List<Command.Origin> waiting) {
        client.undecided.add(request.origin().sequence());
        waiting.add(request.origin());
        return new Outcome.Blocked();
    }

    void answer(List<Command.Origin> waiting, Outcome outcome) {
        waiting.forEach(origin -> answer(origin, outcome));
        waiting.clear();
    }

    void answer(Command.Origin origin, Outcome outcome) {
        Client client = space.clients.get(origin.session());
        if (client != null && client.undecided.remove(origin.sequence())) {
            if (outcome instanceof Outcome.Settled) {
                client.kept.put(origin.sequence(), new ReferenceParts.Kept(outcome));
            }
            space.complete(origin, outcome);
        }
    }

    Outcome apply(Command.OfTransaction command) {
        if (command instanceof Command.PrepareForeign prepare) {
            return prepare(prepare);
        } else if (command instanceof Command.EndForeign end) {
            return end(end);
        } else if (command instanceof Command.ManagerIs found) {
            identified(found);
        } else if (command instanceof Command.Joined joined) {
            joined(space.deals.get(joined.transaction()));
        } else if (command instanceof Command.EnlistFailed failure) {
            Deal deal = space.deals.get(failure.transaction());
            if (deal != null && deal.foreign != null && deal.state == State.JOINING) {
                giveUp(deal, deal.foreign, failure.reason());
            }
        } else if (command instanceof Command.Answered answered) {
            answered(space.deals.get(answered.transaction()), answered.says());
        } else {
            voting.apply(command);
        }
        return new Outcome.Done();
    }

    private @Nullable Deal named(String manager, long number) {
        return space.deals.values().stream()
                .filter(deal ->
                        deal.foreign != null && deal.foreign.number == number && manager.equals(deal.foreign.name))
                .findFirst()
                .orElse(null);
    }

    private void identified(Command.ManagerIs found) {
        Deal deal = space.deals.get(found.transaction());
        if (deal == null || deal.foreign == null || deal.state != State.JOINING || deal.foreign.name != null) {
            return;
        }
        Part part = deal.foreign;
        Deal known = named(found.name(), part.number);
        if (known == null) {
            part.name = found.name();
            part.crashCount = losses;
            space.toDo(new Effect.Join(deal.id, found.name(), part.manager, part.number, losses));
        } else {
            space.deals.remove(deal.id);
            if (known.state == State.JOINING && known.foreign != null) {
                known.foreign.joiners.addAll(part.joiners);
            } else {
                answer(part.joiners, enlisted(known));
            }
        }
    }

    private void joined(@Nullable Deal deal) {
        if (deal != null && deal.foreign != null && deal.state == State.JOINING && deal.foreign.name != null) {
            deal.state = State.ACTIVE;
            askLater(deal, deal.foreign);
            answer(deal.foreign.joiners, new Outcome.Enlisted(deal.id));
        }
    }

    private void giveUp(Deal deal, Part part, Refusal reason) {
        space.deals.remove(deal.id);
        answer(part.joiners, refused(reason));
    }

    private void askLater(Deal deal, Part part) {
        long most = part.silentSince == Long.MAX_VALUE
                ? POLLING.longestMillis()
                : Math.min(POLLING.longestMillis(), POLLING.patienceMillis() / 4);
        deal.end = space.later(Math.min(part.pause, most));
        part.pause = Math.min(2 * part.pause, 1_000_000);
    }

    private Outcome prepare(Command.PrepareForeign prepare) {
        Deal deal = named(prepare.manager(), prepare.id());
        if (deal == null || deal.foreign == null) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        if (deal.state == State.JOINING) {
            giveUp(deal, deal.foreign, Refusal.UNKNOWN_TRANSACTION);
            return new Outcome.Promised(Command.Vote.NOT_CHANGED);
        }
        boolean changed = deal.took || space.items.values().stream().anyMatch(item -> item.writer == deal);
        if (!changed || prepare.commit()) {
            makeSo(deal, List.of());
            return new Outcome.Promised(changed ? Command.Vote.COMMITTED : Command.Vote.NOT_CHANGED);
        }
        if (deal.state == State.ACTIVE) {
            endUse(deal);
            deal.state = State.PREPARED;
            deal.foreign.pause = POLLING.firstMillis();
            askLater(deal, deal.foreign);
        }
        return new Outcome.Promised(Command.Vote.PREPARED);
    }

    private Outcome end(Command.EndForeign end) {
        Deal deal = named(end.manager(), end.id());
        if (deal == null || deal.foreign == null || end.commit() && deal.state != State.PREPARED) {
            return refused(Refusal.UNKNOWN_TRANSACTION);
        }
        if (end.commit()) {
            makeSo(deal, List.of());
        } else if (deal.state == State.JOINING) {
            giveUp(deal, deal.foreign, Refusal.UNKNOWN_TRANSACTION);
        } else {
            undo(deal);
        }
        return new Outcome.Done();
    }

    private void answered(@Nullable Deal deal, Command.ManagerSays says) {
        if (deal == null || deal.foreign == null || !deal.foreign.asked) {
            return;
        }
        Part part = deal.foreign;
        part.asked = false;
        boolean prepared = deal.state == State.PREPARED;
        switch (says) {
            case COMMITTED -> {
                if (prepared) {
                    makeSo(deal, List.of());
                } else {
                    losses++;
                    undo(deal);
                }
            }
            case ABORTED -> undo(deal);
            case OPEN -> {
                part.silentSince = Long.MAX_VALUE;
                askLater(deal, part);
            }
            case NOTHING -> {
                part.silentSince = Math.min(part.silentSince, space.now());
                if (!prepared && space.now() - part.silentSince >= POLLING.patienceMillis()) {
                    losses++;
                    undo(deal);
                } else {
                    askLater(deal, part);
                }
            }
        }
    }
}
