package org.gridspace.server.engine;

import java.util.List;
import org.gridspace.entry.EntryType;

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
     */
    record Template(int typeId, byte[] fields) {}

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
    record AttachSession(SessionId id) implements Command {}

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

    /** Renews the lease of an entry, from now. Answer: {@link Outcome.Granted}. */
    record RenewEntry(Origin origin, long entryId, long leaseMillis) implements OfSession {}

    /** Ends the lease of an entry, and with it the entry. Answer: {@link Outcome.Done}. */
    record CancelEntry(Origin origin, long entryId) implements OfSession {}

    /** Begins a transaction of this space alone, held by the session. Answer: {@link Outcome.Begun}. */
    record Begin(Origin origin, long leaseMillis) implements OfSession {}

    /** Renews the lease of a transaction, from now. Answer: {@link Outcome.Granted}. */
    record RenewTransaction(Origin origin, long transaction, long leaseMillis) implements OfSession {}

    /**
     * Writes the last entries of a transaction and commits it, all or nothing. Answer: {@link Outcome.Committed}, or
     * refused with {@link Refusal#UNKNOWN_TRANSACTION}: then nothing was written.
     */
    record Commit(Origin origin, long transaction, List<NewEntry> lastWrites) implements OfSession {}

    /** Aborts a transaction. Answer: {@link Outcome.Done}. */
    record Abort(Origin origin, long transaction) implements OfSession {}

    /** Lets time pass: leases, timeouts and transactions that are due end. Answer: {@link Outcome.Done}. */
    record Tick() implements Command {}
}
