package org.gridspace.server.engine;

import java.util.List;
import org.gridspace.entry.EntryType;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a space. Times are durations in milliseconds of space time; {@link Long#MAX_VALUE} means for
 * ever, and no sum overflows. Byte arrays belong to the engine once they are in a command.
 */
public sealed interface Command {

    /**
     * A command of a client's session: repeated under the same number, it has the same outcome and no second effect. What
     * came to nothing (refused, nothing found, withdrawn) and plain reads are done again. Each one, whatever its outcome,
     * starts the session's lease anew.
     */
    sealed interface OfSession extends Command {
        /** Which request this is. */
        Origin origin();
    }

    /**
     * Names a request.
     *
     * @param session the session's number in this space
     * @param sequence the request's number in its session, 1 or more, never used twice
     */
    record Origin(long session, long sequence) {}

    /**
     * A template.
     *
     * @param typeId its type, 0 for the null template
     * @param fields its packed fields, null where anything matches
     * @param conditions what must hold beside; all of them
     */
    record Template(int typeId, byte[] fields, List<Condition> conditions) {
        /** A template without conditions. */
        public Template(int typeId, byte[] fields) {
            this(typeId, fields, List.of());
        }
    }

    /** How a field's bytes are compared with a value's, as unsigned numbers; a null field meets none. */
    enum Comparison {
        /** Another value. */
        NOT_EQUAL,
        /** Less. */
        LESS,
        /** Less or equal. */
        AT_MOST,
        /** Greater. */
        GREATER,
        /** Greater or equal. */
        AT_LEAST
    }

    /**
     * What a template demands of a field beside equality.
     *
     * @param field the field's place in its type
     * @param comparison how
     * @param value encoded; except for {@link Comparison#NOT_EQUAL} only values with the same first byte, the type's tag, meet it
     */
    record Condition(int field, Comparison comparison, byte[] value) {}

    /**
     * An entry to be written.
     *
     * @param typeId its type
     * @param fields its packed fields
     * @param leaseMillis how long it stays, positive; {@link Long#MAX_VALUE} for ever
     */
    record NewEntry(int typeId, byte[] fields, long leaseMillis) {}

    /** Opens a session, attached; opening the same one again attaches to it. Answer: {@link Outcome.SessionOpened}. */
    record OpenSession(SessionId id, long leaseMillis) implements Command {}

    /** A client is back. Answer: {@link Outcome.SessionOpened}, or refused with {@link Refusal#SESSION_ENDED}. */
    record AttachSession(SessionId id, long eventsArrived) implements Command {}

    /** The connection ended: waits keep their place and match nothing until the session is attached again. */
    record DetachSession(long session) implements Command {}

    /** The client is alive: the session's lease starts anew. */
    record RenewSession(long session) implements Command {}

    /** The client leaves, having everything it took: ends the session, keeping unacknowledged takes taken. */
    record CloseSession(long session) implements Command {}

    /**
     * The client has these outcomes: their receipts go.
     *
     * @param session whose
     * @param floor every request up to this number is finished for the client
     * @param above finished requests beyond the floor
     */
    record Acknowledge(long session, long floor, long[] above) implements Command {}

    /** Makes a type known. Answer: {@link Outcome.TypeDefined}; the same type always has the same number. */
    record DefineType(EntryType type) implements Command {}

    /** Asks for the type behind a number. Answer: {@link Outcome.TypeIs}. Changes nothing. */
    record DescribeType(int typeId) implements Command {}

    /** Asks how many visible entries of each type there are. Answer: {@link Outcome.Census}. Changes nothing. */
    record TakeCensus() implements Command {}

    /** Writes an entry. {@code transaction} 0 is none. Answer: {@link Outcome.Written}. */
    record Write(Origin origin, long transaction, NewEntry entry) implements OfSession {}

    /** How a template is looked for. */
    enum MatchKind {
        /** A copy, waiting for one. */
        READ,
        /** A copy, waiting only while every match is locked by other transactions. */
        READ_IF_EXISTS,
        /** The entry itself, waiting for one. */
        TAKE,
        /** The entry itself, waiting only while every match is locked by other transactions. */
        TAKE_IF_EXISTS;

        /** Whether the entry leaves the space. */
        public boolean takes() {
            return this == TAKE || this == TAKE_IF_EXISTS;
        }

        /** Whether only what is there already counts. */
        public boolean ifExists() {
            return this == READ_IF_EXISTS || this == TAKE_IF_EXISTS;
        }
    }

    /**
     * Reads or takes. Answer: {@link Outcome.Found}, {@link Outcome.NothingFound}, or {@link Outcome.Blocked} now and one
     * of the other two later.
     *
     * @param origin which request
     * @param kind what is wanted
     * @param transaction under which transaction, 0 for none
     * @param template what must match
     * @param timeoutMillis how long to wait at most, 0 for not at all
     * @param holdMillis 0, or: take under a new transaction with a lease this long, whose number is in the answer
     *     ({@code transaction} must be 0 and {@code kind} a take)
     */
    record Match(
            Origin origin, MatchKind kind, long transaction, Template template, long timeoutMillis, long holdMillis)
            implements OfSession {}

    /**
     * Withdraws a blocked match: that one's outcome becomes {@link Outcome.Withdrawn}. Answer: {@link Outcome.Done}, also
     * when the match had already ended.
     */
    record Withdraw(Origin origin, long sequence) implements OfSession {}

    /** What a lease is about. */
    enum LeaseKind {
        /** An entry; cancelling removes it. */
        ENTRY,
        /** A transaction; cancelling aborts it. */
        TRANSACTION,
        /** A registration for events. */
        REGISTRATION,
        /** A match set. */
        CONTENTS
    }

    /** Renews a lease, from now. Answer: {@link Outcome.Granted}. */
    record RenewLease(Origin origin, LeaseKind kind, long id, long leaseMillis) implements OfSession {}

    /** Ends a lease, and with it what it is about. Answer: {@link Outcome.Done}. */
    record CancelLease(Origin origin, LeaseKind kind, long id) implements OfSession {}

    /** Writes entries, all or none. {@code transaction} 0 is none. Answer: {@link Outcome.WrittenBatch}. */
    record WriteBatch(Origin origin, long transaction, List<NewEntry> entries) implements OfSession {}

    /**
     * Takes entries that match any of the templates, the oldest first. Answer: {@link Outcome.FoundBatch} with at least one,
     * {@link Outcome.NothingFound}, or {@link Outcome.Blocked} now and one of the other two later.
     *
     * @param origin which request
     * @param transaction under which transaction, 0 for none
     * @param templates what must match: one of these
     * @param timeoutMillis how long to wait at most
     * @param maxEntries how many at most
     */
    record TakeBatch(Origin origin, long transaction, List<Template> templates, long timeoutMillis, long maxEntries)
            implements OfSession {}

    /**
     * Opens a match set. Answer: {@link Outcome.ContentsPage} with the first entries.
     *
     * @param origin which request
     * @param transaction under which transaction, 0 for none: what is read is then locked for it
     * @param templates what must match: one of these
     * @param leaseMillis how long the match set stays, positive
     * @param maxEntries how many entries it has at most
     * @param count how many the first page has at most
     */
    record OpenContents(
            Origin origin, long transaction, List<Template> templates, long leaseMillis, long maxEntries, int count)
            implements OfSession {}

    /**
     * Reads on in a match set. Answer: {@link Outcome.ContentsPage}.
     *
     * @param origin which request
     * @param contents the match set
     * @param afterEntryId the last entry that the client has of it, 0 for none
     * @param count how many entries at most
     */
    record ReadContents(Origin origin, long contents, long afterEntryId, int count) implements OfSession {}

    /** What a registration wants to hear of. */
    enum EventKind {
        /** Writes. */
        WRITTEN,
        /** Entries that become available, that is, can be taken. */
        AVAILABLE,
        /** Entries that become visible, that is, can be read. */
        VISIBLE
    }

    /** Registers for events, {@code transaction} 0 for none. Answer: {@link Outcome.Registered}. */
    record Register(Origin origin, long transaction, EventKind kind, List<Template> templates, long leaseMillis)
            implements OfSession {}

    /**
     * Lets the space call the listener of a registration of this session itself, once the session has ended. Answer: {@link
     * Outcome.Done}; {@link Completions#adopt} is told, and {@link Adopted} follows if that works.
     *
     * @param origin which request
     * @param registration which registration
     * @param peer the address of the client that asks for it
     * @param listener the listener, serialized by a stranger
     * @param handback what it gets back, serialized by a stranger; empty for nothing
     */
    record DeliverDirectly(Origin origin, long registration, String peer, byte[] listener, byte[] handback)
            implements OfSession {}

    /**
     * A session that calls listeners on behalf of the space has a registration when the session that made it ends.
     *
     * @param registration which registration
     * @param heir the session; null if nobody will call the listener
     */
    record Adopted(long registration, @Nullable SessionId heir) implements Command {}

    /** The client has the events up to this number. Answer: {@link Outcome.Done}. */
    record AcknowledgeEvents(long session, long upTo) implements Command {}

    /**
     * Begins a transaction. Answer: {@link Outcome.Begun}.
     *
     * @param origin which request
     * @param transaction 0: held by the session; otherwise a number of 2^40 or more, which no other
     *     transaction has: every session that knows it may use it
     * @param leaseMillis how long it lasts unless renewed
     */
    record Begin(Origin origin, long transaction, long leaseMillis) implements OfSession {}

    /**
     * Writes the last entries of a transaction and commits it, all or nothing. Answer: {@link Outcome.Committed}, or
     * refused with {@link Refusal#UNKNOWN_TRANSACTION}: then nothing was written.
     */
    record Commit(Origin origin, long transaction, List<NewEntry> lastWrites) implements OfSession {}

    /** Aborts a transaction. Answer: {@link Outcome.Done}. */
    record Abort(Origin origin, long transaction) implements OfSession {}

    /**
     * Names another manager's transaction, so that requests can be made under it; the space joins it first if it hasn't.
     * Answer: {@link Outcome.Enlisted}, now or later.
     *
     * @param origin which request
     * @param transaction the number that it gets here unless it has one: 2^40 or more, which no other transaction has
     * @param manager the manager, serialized
     * @param id the transaction's number there
     */
    record Enlist(Origin origin, long transaction, byte[] manager, long id) implements OfSession {}

    /** A stranger takes part in a shared transaction. Answer: {@link Outcome.Done}, now or later. */
    record Join(Origin origin, long transaction, byte[] participant, long crashCount) implements OfSession {}

    /** Asks how far a transaction of this space is. Answer: {@link Outcome.StateIs}. */
    record GetState(Origin origin, long transaction) implements OfSession {}

    /**
     * Commits or aborts a transaction of this space with all of its participants. Answer: {@link Outcome.Settled}, once they all
     * know or the time is up.
     */
    record Settle(Origin origin, long transaction, boolean commit, long waitMillis) implements OfSession {}

    /** Something that was found out, or is said, about a transaction outside of sessions. */
    sealed interface OfTransaction extends Command {}

    /** What a foreign manager says about its transaction. */
    enum ManagerSays {
        /** It isn't decided. */
        OPEN,
        /** It is committed. */
        COMMITTED,
        /** It is aborted, or unknown. */
        ABORTED,
        /** Nothing: the manager can't be reached. */
        NOTHING
    }

    /** What a participant promises. */
    enum Vote {
        /** It can commit, and waits for the decision. */
        PREPARED,
        /** Nothing was changed there, and it needs to hear no more. */
        NOT_CHANGED,
        /** It can't commit. */
        ABORTED,
        /** It has committed already. */
        COMMITTED
    }

    /** The manager of a transaction that is to be joined has this name. Answer: {@link Outcome.Done}. */
    record ManagerIs(long transaction, String name) implements OfTransaction {}

    /** The transaction can't be joined. Answer: {@link Outcome.Done}. */
    record EnlistFailed(long transaction, Refusal reason, String detail) implements OfTransaction {}

    /** The transaction is joined. Answer: {@link Outcome.Done}. */
    record Joined(long transaction) implements OfTransaction {}

    /** A foreign transaction's manager was asked. Answer: {@link Outcome.Done}. */
    record Answered(long transaction, ManagerSays says) implements OfTransaction {}

    /**
     * A foreign transaction's manager asks whether it can commit, and lets it do so at once if {@code commit}. Answer: {@link
     * Outcome.Promised}, or refused with {@link Refusal#UNKNOWN_TRANSACTION}.
     */
    record PrepareForeign(String manager, long id, boolean commit) implements OfTransaction {}

    /** A foreign transaction's manager has decided. Answer: {@link Outcome.Done}. */
    record EndForeign(String manager, long id, boolean commit) implements OfTransaction {}

    /** A participant of a shared transaction has this name. Answer: {@link Outcome.Done}. */
    record MemberIs(long transaction, int member, String name) implements OfTransaction {}

    /** A participant isn't accepted. Answer: {@link Outcome.Done}. */
    record MemberRefused(long transaction, int member, String detail) implements OfTransaction {}

    /** A participant has voted. Answer: {@link Outcome.Done}. */
    record Voted(long transaction, int member, Vote vote) implements OfTransaction {}

    /** A participant knows the decision, or never will. Answer: {@link Outcome.Done}. */
    record Told(long transaction, int member) implements OfTransaction {}

    /** Lets time pass: leases, timeouts and transactions that are due end. Answer: {@link Outcome.Done}. */
    record Tick() implements Command {}
}
