package org.gridspace.server.engine;

import static org.gridspace.server.engine.Checks.badLease;
import static org.gridspace.server.engine.Checks.refused;
import static org.gridspace.server.engine.Checks.unknownLease;
import static org.gridspace.server.engine.Checks.unknownTransaction;
import static org.gridspace.server.engine.Checks.unknownType;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongLists;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The state machine of one space. The same commands at the same moments give the same outcomes and the same state
 * everywhere. Confined to one thread.
 *
 * <p>Whatever is due at a command's moment ends before the command is applied. Nothing that a client can send makes
 * {@link #apply} throw; what can't be done is {@link Outcome.Refused} and has changed nothing.
 */
public final class SpaceEngine {
    private final Turn turn = new Turn();
    private final TypeTree types;
    private final Contents contents;
    private final Waits waits;
    private final Transactions transactions;
    private final Sessions sessions;
    private final Matching matching;
    private final Registrations registrations;
    private final MatchSets matchSets;
    private final Endings endings;
    private final TransactionWork transactionWork;
    private final Checks checks;

    /** An empty space; {@code hashSeed} keys the hash indexes and is the same on every replica, known to no client. */
    public SpaceEngine(long hashSeed) {
        this(hashSeed, EngineLimits.DEFAULT);
    }

    /** An empty space with limits of its own. */
    public SpaceEngine(long hashSeed, EngineLimits limits) {
        this(hashSeed, limits, Polling.DEFAULT);
    }

    /** An empty space with limits of its own, which asks foreign transactions' managers at these intervals. */
    public SpaceEngine(long hashSeed, EngineLimits limits, Polling polling) {
        this(new FieldHash(hashSeed), limits, polling);
    }

    SpaceEngine(FieldHash hash, EngineLimits limits) {
        this(hash, limits, Polling.DEFAULT);
    }

    SpaceEngine(FieldHash hash, EngineLimits limits, Polling polling) {
        types = new TypeTree(limits.types());
        contents = new Contents(types, hash);
        waits = new Waits(limits);
        transactions = new Transactions(limits.transactions());
        sessions = new Sessions(limits);
        matching = new Matching(contents, waits, transactions, turn, limits);
        registrations = new Registrations(contents, turn, limits);
        matchSets = new MatchSets(contents, matching, turn, limits);
        endings = new Endings(contents, waits, transactions, sessions, matching, registrations, matchSets, turn);
        transactionWork = new TransactionWork(transactions, sessions, endings, turn, polling);
        checks = new Checks(types, hash, limits);
    }

    /**
     * Applies a command.
     *
     * @param command what to do
     * @param nowMillis space time, which never decreases (a smaller value counts as the last one)
     * @param completions receives the outcomes of earlier requests that end now
     * @return the outcome of this command, {@link Outcome.Blocked} if it comes later
     */
    public Outcome apply(Command command, long nowMillis, Completions completions) {
        turn.begin(nowMillis, completions);
        endings.expire();
        matching.settle();
        Outcome outcome = command instanceof Command.OfSession request ? ofSession(request) : ofService(command);
        matching.settle();
        return outcome;
    }

    /** Tells again what is to be done outside and has no result yet: for who takes over from another that did so. */
    public void retell(Completions completions) {
        turn.begin(turn.nowMillis(), completions);
        transactionWork.retell();
        registrations.retell();
    }

    /** When the next lease, timeout or transaction ends: a tick is due then. {@link Long#MAX_VALUE} for never. */
    public long nextDeadlineMillis() {
        return endings.nextDeadlineMillis();
    }

    long nowMillis() {
        return turn.nowMillis();
    }

    TypeTree types() {
        return types;
    }

    Contents contents() {
        return contents;
    }

    Waits waits() {
        return waits;
    }

    Transactions transactions() {
        return transactions;
    }

    Sessions sessions() {
        return sessions;
    }

    Registrations registrations() {
        return registrations;
    }

    MatchSets matchSets() {
        return matchSets;
    }

    private Outcome ofService(Command command) {
        if (command instanceof Command.OfTransaction found) {
            return transactionWork.apply(found);
        } else if (command instanceof Command.Acknowledge acknowledge) {
            return withSession(
                    acknowledge.session(), session -> session.acknowledge(acknowledge.floor(), acknowledge.above()));
        } else if (command instanceof Command.AcknowledgeEvents acknowledge) {
            return withSession(
                    acknowledge.session(), session -> session.events().acknowledge(acknowledge.upTo()));
        } else if (command instanceof Command.Adopted adopted) {
            return registrations.adopted(adopted, sessions);
        } else if (command instanceof Command.RenewSession renew) {
            return withSession(renew.session(), session -> session.renew(turn.nowMillis()));
        } else if (command instanceof Command.OpenSession open) {
            return open(open);
        } else if (command instanceof Command.AttachSession attach) {
            Session session = sessions.get(attach.id());
            if (session == null) {
                return refused(Refusal.SESSION_ENDED, "no such session");
            }
            session.events().acknowledge(attach.eventsArrived());
            return attach(session);
        } else if (command instanceof Command.DetachSession detach) {
            return withSession(detach.session(), this::detach);
        } else if (command instanceof Command.CloseSession close) {
            return withSession(close.session(), session -> endings.endSession(session, false));
        } else if (command instanceof Command.DefineType define) {
            TypeNode node = types.define(define.type());
            return node == null ? refused(Refusal.LIMIT, "too many types") : new Outcome.TypeDefined(node.id());
        } else if (command instanceof Command.DescribeType describe) {
            TypeNode node = types.node(describe.typeId());
            return node == null ? unknownType() : new Outcome.TypeIs(node.type());
        } else if (command instanceof Command.TakeCensus) {
            return census();
        }
        return new Outcome.Done(); // a tick: what is due has ended
    }

    private Outcome ofSession(Command.OfSession request) {
        Session session = sessions.get(request.origin().session());
        if (session == null) {
            return refused(Refusal.SESSION_ENDED, "no such session");
        }
        session.renew(turn.nowMillis());
        long sequence = request.origin().sequence();
        if (sequence <= 0) {
            return refused(Refusal.BAD_REQUEST, "sequence numbers begin at 1");
        }
        if (session.isFinished(sequence)) {
            return refused(Refusal.STALE_SEQUENCE, "request " + sequence + " was acknowledged");
        }
        Outcome before = session.waitsFor(sequence) ? new Outcome.Blocked() : session.receipt(sequence);
        if (before != null) {
            return before;
        }
        if (session.isFull() && !(request instanceof Command.Withdraw)) {
            return refused(Refusal.LIMIT, "too many outcomes are not acknowledged");
        }
        Outcome outcome = perform(request, session);
        if (isKept(request, outcome)) {
            session.keep(sequence, outcome);
        }
        return outcome;
    }

    private Outcome perform(Command.OfSession request, Session session) {
        if (request instanceof Command.Match match) {
            return match(match, session);
        } else if (request instanceof Command.Write write) {
            return write(write, session);
        } else if (request instanceof Command.Commit commit) {
            return commit(commit, session);
        } else if (request instanceof Command.RenewLease renew) {
            return renewLease(renew, session);
        } else if (request instanceof Command.Withdraw withdraw) {
            return withdraw(withdraw, session);
        } else if (request instanceof Command.CancelLease cancel) {
            return cancelLease(cancel, session);
        } else if (request instanceof Command.Abort abort) {
            return abort(abort.transaction(), session);
        }
        Outcome outcome = transactionWork.perform(request, session);
        return outcome != null ? outcome : performOnMany(request, session);
    }

    private Outcome performOnMany(Command.OfSession request, Session session) {
        if (request instanceof Command.WriteBatch write) {
            return writeBatch(write, session);
        } else if (request instanceof Command.TakeBatch take) {
            return takeBatch(take, session);
        } else if (request instanceof Command.OpenContents open) {
            return openContents(open, session);
        } else if (request instanceof Command.ReadContents read) {
            return readContents(read, session);
        } else if (request instanceof Command.Register register) {
            return register(register, session);
        } else if (request instanceof Command.DeliverDirectly direct) {
            return registrations.deliverDirectly(direct, session);
        }
        return refused(
                Refusal.BAD_REQUEST, "not done here: " + request.getClass().getSimpleName());
    }

    /** Outcomes with an effect that a repetition must not have again. Takes keep theirs when they are delivered. */
    private static boolean isKept(Command.OfSession request, Outcome outcome) {
        return outcome instanceof Outcome.Written
                || outcome instanceof Outcome.Committed
                || outcome instanceof Outcome.Begun
                || outcome instanceof Outcome.Settled
                || outcome instanceof Outcome.WrittenBatch
                || outcome instanceof Outcome.Registered
                || outcome instanceof Outcome.ContentsPage page
                        && request instanceof Command.OpenContents
                        && page.contents() != 0
                || outcome instanceof Outcome.Done && !(request instanceof Command.Withdraw);
    }

    private Outcome match(Command.Match request, Session session) {
        boolean holds = request.holdMillis() > 0;
        if (request.timeoutMillis() < 0
                || request.holdMillis() < 0
                || holds && (request.transaction() != 0 || !request.kind().takes())) {
            return refused(Refusal.BAD_REQUEST, "a negative time, or a hold that is no plain take");
        }
        Outcome.Refused refusal = checks.refusalOf(request.template());
        if (refusal != null) {
            return refusal;
        }
        Transaction transaction = transactions.get(session, request.transaction());
        if (request.transaction() != 0 && transaction == null) {
            return unknownTransaction(request.transaction());
        }
        return matching.match(request, checks.pattern(request.template()), session, transaction);
    }

    private Outcome takeBatch(Command.TakeBatch request, Session session) {
        if (request.timeoutMillis() < 0 || request.maxEntries() <= 0) {
            return refused(Refusal.BAD_REQUEST, "a negative time, or a batch of nothing");
        }
        Outcome.Refused refusal = checks.refusalOfTemplates(request.templates());
        if (refusal != null) {
            return refusal;
        }
        Transaction transaction = transactions.get(session, request.transaction());
        if (request.transaction() != 0 && transaction == null) {
            return unknownTransaction(request.transaction());
        }
        return matching.takeBatch(request, checks.patterns(request.templates()), session, transaction);
    }

    private Outcome openContents(Command.OpenContents request, Session session) {
        if (request.leaseMillis() <= 0) {
            return badLease();
        }
        if (request.maxEntries() <= 0 || request.count() < 0) { // a first page of none only opens it
            return refused(Refusal.BAD_REQUEST, "a match set of nothing");
        }
        Outcome.Refused refusal = checks.refusalOfTemplates(request.templates());
        if (refusal != null) {
            return refusal;
        }
        Transaction transaction = transactions.get(session, request.transaction());
        if (request.transaction() != 0 && transaction == null) {
            return unknownTransaction(request.transaction());
        }
        return matchSets.open(request, checks.patterns(request.templates()), session, transaction);
    }

    private Outcome readContents(Command.ReadContents request, Session session) {
        if (request.afterEntryId() < 0 || request.count() <= 0) {
            return refused(Refusal.BAD_REQUEST, "a page of nothing");
        }
        MatchSet set = matchSets.grants().get(request.contents());
        return set == null || set.session() != session
                ? unknownLease()
                : matchSets.page(set, request.afterEntryId(), request.count());
    }

    private Outcome register(Command.Register request, Session session) {
        if (request.leaseMillis() <= 0) {
            return badLease();
        }
        Outcome.Refused refusal = checks.refusalOfTemplates(request.templates());
        if (refusal != null) {
            return refusal;
        }
        Transaction transaction = transactions.get(session, request.transaction());
        if (request.transaction() != 0 && transaction == null) {
            return unknownTransaction(request.transaction());
        }
        return registrations.register(request, checks.patterns(request.templates()), session, transaction);
    }

    private Outcome write(Command.Write request, Session session) {
        Outcome.Refused refusal = checks.refusalOf(request.entry());
        if (refusal != null) {
            return refusal;
        }
        Transaction transaction = transactions.get(session, request.transaction());
        if (request.transaction() != 0 && transaction == null) {
            return unknownTransaction(request.transaction());
        }
        long id = contents.insert(request.entry(), turn.nowMillis());
        long expiresAt = contents.table().expiresAtMillis(id);
        endings.written(LongLists.singleton(id), transaction);
        return new Outcome.Written(id, expiresAt);
    }

    private Outcome writeBatch(Command.WriteBatch request, Session session) {
        Outcome.Refused refusal = checks.refusalOfAll(request.entries());
        if (refusal != null) {
            return refusal;
        }
        if (request.entries().isEmpty()) {
            return refused(Refusal.BAD_REQUEST, "a batch of nothing");
        }
        Transaction transaction = transactions.get(session, request.transaction());
        if (request.transaction() != 0 && transaction == null) {
            return unknownTransaction(request.transaction());
        }
        long[] ids = new long[request.entries().size()];
        long[] expiries = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = contents.insert(request.entries().get(i), turn.nowMillis());
            expiries[i] = contents.table().expiresAtMillis(ids[i]);
        }
        endings.written(LongArrayList.wrap(ids), transaction);
        return new Outcome.WrittenBatch(ids, expiries);
    }

    private Outcome commit(Command.Commit request, Session session) {
        Outcome.Refused refusal = checks.refusalOfAll(request.lastWrites());
        if (refusal != null) {
            return refusal;
        }
        Transaction transaction = transactions.get(session, request.transaction());
        if (transaction == null) {
            return unknownTransaction(request.transaction());
        }
        return transaction.course() == null
                ? new Outcome.Committed(endings.commit(transaction, request.lastWrites()))
                : refused(Refusal.BAD_REQUEST, "not alone this session's to commit");
    }

    private Outcome abort(long id, Session session) {
        Transaction transaction = transactions.get(session, id);
        if (transaction == null) {
            return unknownTransaction(id);
        }
        return transactionWork.abort(transaction);
    }

    private Outcome withdraw(Command.Withdraw request, Session session) {
        Wait wait = session.waits().get(request.sequence());
        if (wait != null) {
            matching.end(wait, new Outcome.Withdrawn());
        }
        return new Outcome.Done();
    }

    private Outcome renewLease(Command.RenewLease request, Session session) {
        if (request.leaseMillis() <= 0) {
            return badLease();
        }
        return switch (request.kind()) {
            case ENTRY -> renewEntry(request.id(), request.leaseMillis());
            case TRANSACTION -> renewTransaction(request.id(), request.leaseMillis(), session);
            case REGISTRATION -> renewGrant(registrations.grants(), request);
            case CONTENTS -> renewGrant(matchSets.grants(), request);
        };
    }

    private <G extends Grant> Outcome renewGrant(Grants<G> grants, Command.RenewLease request) {
        G grant = grants.get(request.id());
        if (grant == null) {
            return unknownLease();
        }
        grants.renew(grant, SpaceTime.after(turn.nowMillis(), request.leaseMillis()));
        return new Outcome.Granted(grant.expiresAtMillis());
    }

    private Outcome renewEntry(long id, long leaseMillis) {
        if (!contents.table().contains(id)) {
            return unknownLease();
        }
        long expiresAt = SpaceTime.after(turn.nowMillis(), leaseMillis);
        contents.renew(id, expiresAt);
        return new Outcome.Granted(expiresAt);
    }

    private Outcome renewTransaction(long id, long leaseMillis, Session session) {
        Transaction transaction = transactions.get(session, id);
        if (transaction == null) {
            return unknownTransaction(id);
        }
        if (transaction.foreign() != null) {
            return unknownLease();
        }
        transactions.renew(transaction, leaseMillis, turn.nowMillis());
        return new Outcome.Granted(transaction.expiresAtMillis());
    }

    private Outcome cancelLease(Command.CancelLease request, Session session) {
        return switch (request.kind()) {
            case ENTRY -> cancelEntry(request.id());
            case TRANSACTION -> abort(request.id(), session);
            case REGISTRATION -> cancelRegistration(request.id());
            case CONTENTS -> cancelContents(request.id());
        };
    }

    private Outcome cancelRegistration(long id) {
        Registration registration = registrations.grants().get(id);
        if (registration == null) {
            return unknownLease();
        }
        registrations.end(registration);
        return new Outcome.Done();
    }

    private Outcome cancelContents(long id) {
        MatchSet set = matchSets.grants().get(id);
        if (set == null) {
            return unknownLease();
        }
        matchSets.end(set);
        return new Outcome.Done();
    }

    private Outcome cancelEntry(long id) {
        if (!contents.table().contains(id)) {
            return unknownLease();
        }
        endings.removeEntry(id);
        return new Outcome.Done();
    }

    private Outcome open(Command.OpenSession request) {
        if (request.leaseMillis() <= 0) {
            return badLease();
        }
        Session known = sessions.get(request.id());
        if (known != null) {
            return attach(known);
        }
        Session session = sessions.open(request.id(), request.leaseMillis(), turn.nowMillis());
        return session == null ? refused(Refusal.LIMIT, "too many sessions") : opened(session);
    }

    private Outcome attach(Session session) {
        session.renew(turn.nowMillis());
        session.attach(true);
        List<Wait> unlisted = new ArrayList<>();
        for (Wait wait : session.waits().values()) {
            if (!wait.isListed()) {
                unlisted.add(wait);
            }
        }
        unlisted.sort(Comparator.comparingLong(Wait::order));
        unlisted.forEach(matching::retry);
        session.events().forEach(turn::happen);
        return opened(session);
    }

    private void detach(Session session) {
        session.attach(false);
        session.waits().values().forEach(waits::unlist);
    }

    private Outcome census() {
        var counts = new ArrayList<Outcome.TypeCount>();
        for (TypeNode node : types.nodes()) {
            if (node.parent() != null) {
                counts.add(new Outcome.TypeCount(node.type(), contents.open().count(node)));
            }
        }
        return new Outcome.Census(List.copyOf(counts));
    }

    private Outcome withSession(long number, Consumer<Session> action) {
        Session session = sessions.get(number);
        if (session == null) {
            return refused(Refusal.SESSION_ENDED, "no such session");
        }
        action.accept(session);
        return new Outcome.Done();
    }

    private static Outcome opened(Session session) {
        return new Outcome.SessionOpened(session.number(), session.leaseMillis());
    }
}
