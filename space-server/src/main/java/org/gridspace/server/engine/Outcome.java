package org.gridspace.server.engine;

import java.util.List;
import org.gridspace.entry.EntryType;

/** What came of a {@link Command}. Times are space time in milliseconds. Nobody changes the arrays in here. */
public sealed interface Outcome {
    /** A session is open and attached. */
    record SessionOpened(long session, long leaseMillis) implements Outcome {}

    /** A type has this number. */
    record TypeDefined(int typeId) implements Outcome {}

    /** This is the type. */
    record TypeIs(EntryType type) implements Outcome {}

    /** Visible entries by type, types without any included. */
    record Census(List<TypeCount> counts) implements Outcome {}

    /** One line of a census. */
    record TypeCount(EntryType type, long entries) {}

    /** The entry is in the space, or in its transaction. */
    record Written(long entryId, long expiresAtMillis) implements Outcome {}

    /**
     * A match.
     *
     * @param entryId the entry's number, which also is its place in line
     * @param typeId its type
     * @param fields its packed fields
     * @param transaction the transaction that holds it if one was asked for, otherwise 0
     */
    record Found(long entryId, int typeId, byte[] fields, long transaction) implements Outcome {}

    /** No match in the given time. */
    record NothingFound() implements Outcome {}

    /** The match waits; its outcome comes later through {@link Completions}. */
    record Blocked() implements Outcome {}

    /** The match was withdrawn before it found anything. */
    record Withdrawn() implements Outcome {}

    /** The entries are in the space, or in their transaction; both arrays are as long as the batch. */
    record WrittenBatch(long[] entryIds, long[] expiresAtMillis) implements Outcome {}

    /** An entry among several. */
    record FoundEntry(long entryId, int typeId, byte[] fields) {}

    /** Entries that were taken together, oldest first, at least one. */
    record FoundBatch(List<FoundEntry> entries) implements Outcome {}

    /**
     * Entries of a match set, oldest first.
     *
     * @param contents the match set; 0 if this is all of it, and the space keeps nothing
     * @param expiresAtMillis when its lease ends
     * @param last whether nothing comes after these
     * @param entries maybe none
     */
    record ContentsPage(long contents, long expiresAtMillis, boolean last, List<FoundEntry> entries)
            implements Outcome {}

    /** A registration has this number; its last event so far, of whatever it comes after, has that one. */
    record Registered(long registration, long sequenceNumber, long expiresAtMillis) implements Outcome {}

    /** A lease now ends then. */
    record Granted(long expiresAtMillis) implements Outcome {}

    /** A transaction began. */
    record Begun(long transaction, long expiresAtMillis) implements Outcome {}

    /** A transaction is committed; the entries written last have these numbers. */
    record Committed(long[] entryIds) implements Outcome {}

    /** Requests may be made under a foreign transaction by this number. */
    record Enlisted(long transaction) implements Outcome {}

    /** How far a transaction of this space is. */
    enum State {
        /** It can be used. */
        ACTIVE,
        /** Its participants vote. */
        VOTING,
        /** It is committed. */
        COMMITTED,
        /** It is aborted. */
        ABORTED
    }

    /** A transaction is so far. */
    record StateIs(State state) implements Outcome {}

    /** A transaction is so far; {@code complete} says whether all its participants know the decision. */
    record Settled(State state, boolean complete) implements Outcome {}

    /** What the space promises the manager of a foreign transaction. */
    record Promised(Command.Vote vote) implements Outcome {}

    /** It is so. */
    record Done() implements Outcome {}

    /** Nothing was done. */
    record Refused(Refusal reason, String detail) implements Outcome {}
}
