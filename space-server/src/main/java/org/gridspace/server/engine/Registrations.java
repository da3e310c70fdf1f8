package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectRBTreeMap;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells sessions of the entries that they have registered for. A registration hears of what everybody may have, and, if it
 * is under a transaction, of what only that one may have; it ends with its lease, its session and its transaction.
 */
final class Registrations {
    private static final Command.EventKind[] KINDS = Command.EventKind.values();

    private final Contents contents;
    private final Turn turn;
    private final Grants<Registration> grants;

    Registrations(Contents contents, Turn turn, EngineLimits limits) {
        this.contents = contents;
        this.turn = turn;
        this.grants = new Grants<>(limits.registrations(), limits.templateBytes());
    }

    Grants<Registration> grants() {
        return grants;
    }

    /** Registers; refused beyond the limit. */
    Outcome register(
            Command.Register request, List<Pattern> patterns, Session session, @Nullable Transaction transaction) {
        if (grants.isFull()) {
            return new Outcome.Refused(Refusal.LIMIT, "too many registrations");
        }
        long expiresAt = SpaceTime.after(turn.nowMillis(), request.leaseMillis());
        var registration = new Registration(grants.nextId(), request.kind(), patterns, session, transaction, expiresAt);
        grants.add(registration);
        for (int i = 0; i < registration.patternCount(); i++) {
            registration.pattern(i).type().registrations().add(registration, i);
        }
        registration.listed(true);
        return new Outcome.Registered(registration.id(), registration.sequenceNumber(), expiresAt);
    }

    void end(Registration registration) {
        for (int i = 0; i < registration.patternCount(); i++) {
            registration.pattern(i).type().registrations().remove(registration, i);
        }
        registration.listed(false);
        grants.remove(registration);
    }

    /** Lets the space call the listener of a registration one day. */
    Outcome deliverDirectly(Command.DeliverDirectly request, Session session) {
        Registration registration = grants.get(request.registration());
        if (registration == null || registration.session() != session) {
            return Checks.unknownLease();
        }
        var adoption =
                new Completions.Adoption(registration.id(), request.peer(), request.listener(), request.handback());
        registration.adoptLater(adoption);
        turn.adopt(adoption);
        return new Outcome.Done();
    }

    /** Somebody was found who will call the listener, or, without an heir, nobody was. */
    Outcome adopted(Command.Adopted command, Sessions sessions) {
        Registration registration = grants.get(command.registration());
        if (registration == null || registration.adoption() == null) {
            return Checks.unknownLease();
        }
        registration.bequeathTo(command.heir());
        if (sessions.get(registration.session().number()) == null) {
            sessionEnded(registration, sessions);
        }
        return new Outcome.Done();
    }

    /** Tells again of listeners that the space is to call. */
    void retell() {
        for (long id : grants.ids()) {
            Registration registration = grants.get(id);
            Completions.Adoption adoption = registration == null ? null : registration.adoption();
            if (adoption != null) {
                turn.adopt(adoption);
            }
        }
    }

    /** A session has ended: those of its registrations that have or may get an heir stay. */
    void endOf(Session session, Sessions sessions) {
        for (long id : grants.of(session)) {
            Registration registration = grants.get(id);
            if (registration != null) {
                sessionEnded(registration, sessions);
            }
        }
    }

    private void sessionEnded(Registration registration, Sessions sessions) {
        if (registration.awaitsHeir()) {
            return; // until then its events stay where they are
        }
        SessionId name = registration.heir();
        Session heir = name == null ? null : sessions.get(name);
        if (heir == null) {
            end(registration);
            return;
        }
        Session before = registration.session();
        grants.pass(registration, heir);
        before.events().forEach(event -> {
            if (event.registration() == registration.id()) {
                post(
                        heir,
                        new Completions.Event(
                                heir.number(),
                                heir.events().nextNumber(),
                                event.registration(),
                                event.sequenceNumber(),
                                event.visibility(),
                                event.entry()));
            }
        });
    }

    /** Ends what belongs to a transaction. */
    void endOf(Transaction transaction) {
        for (long id : grants.of(transaction)) {
            Registration registration = grants.get(id);
            if (registration != null) {
                end(registration);
            }
        }
    }

    /** An entry can be taken from now on by everybody, or, if a transaction alone has read it, by that one. */
    void available(long id, Arrival arrival) {
        EntryLock lock = contents.lockIfAny(id);
        int readers = lock == null ? 0 : lock.readers().size();
        if (readers > 1) {
            return;
        }
        long reader = lock == null || readers == 0 ? 0 : lock.readers().getLong(0);
        for (Registration registration : interestedIn(id, arrival)) {
            Transaction its = registration.transaction();
            if (reader == 0 || its != null && its.id() == reader) {
                tell(registration, id, arrival);
            }
        }
    }

    /** A transaction has written an entry. */
    void writtenWithin(Transaction transaction, long id) {
        if (grants.hasAny(transaction)) {
            for (Registration registration : interestedIn(id, Arrival.WRITTEN)) {
                if (registration.transaction() == transaction) {
                    tell(registration, id, Arrival.WRITTEN);
                }
            }
        }
    }

    /** In the order of their numbers. */
    private Collection<Registration> interestedIn(long id, Arrival arrival) {
        TypeNode type = contents.typeOf(id);
        byte[] fields = contents.table().fields(id);
        List<WatchLine<Registration>> lines = List.of();
        for (TypeNode node = type; node != null; node = node.parent()) {
            lines = node.registrations().collect(fields, contents.hash(), lines);
        }
        if (lines.isEmpty()) {
            return List.of();
        }
        var interested = new Long2ObjectRBTreeMap<Registration>();
        for (WatchLine<Registration> line : lines) {
            for (Command.EventKind kind : KINDS) {
                if (arrival.concerns(kind)) {
                    collect(line.of(kind.ordinal()), type, fields, interested);
                }
            }
        }
        return interested.values();
    }

    private static void collect(
            Collection<Registration> line,
            TypeNode type,
            byte[] fields,
            Long2ObjectRBTreeMap<Registration> interested) {
        for (Registration registration : line) {
            if (registration.matches(type, fields)) {
                interested.put(registration.id(), registration);
            }
        }
    }

    private void tell(Registration registration, long id, Arrival arrival) {
        Session session = registration.session();
        Outcome.FoundEntry entry = registration.kind() == Command.EventKind.WRITTEN ? null : contents.found(id);
        var event = new Completions.Event(
                session.number(),
                session.events().nextNumber(),
                registration.id(),
                registration.nextSequenceNumber(),
                arrival.isVisibility(),
                entry);
        post(session, event);
    }

    private void post(Session session, Completions.Event event) {
        session.events().add(event);
        if (session.isAttached()) {
            turn.happen(event);
        }
    }
}
