package org.gridspace.wire;

import java.util.List;
import org.gridspace.entry.EntryType;
import org.jspecify.annotations.Nullable;

/**
 * What a server answers. Leases travel as what is left of them in milliseconds, {@link Long#MAX_VALUE} for ever, because the
 * two sides' clocks have nothing to do with each other.
 */
public sealed interface Reply {
    /** The request that this answers; 0 if none. */
    long sequence();

    /** Calls the visitor's method for this message. */
    <R> R accept(Visitor<R> visitor);

    /** It is so. */
    record Done(long sequence) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.done(this);
        }
    }

    /** Nothing was done. */
    record Refused(long sequence, RefusalCode reason, String detail) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.refused(this);
        }
    }

    /** The session is open, and this connection is attached to it. */
    record SessionOpened(long sequence, long leaseMillis) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sessionOpened(this);
        }
    }

    /** The type has this number, for as long as the space exists. */
    record TypeDefined(long sequence, int typeId) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.typeDefined(this);
        }
    }

    /** This is the type. */
    record TypeIs(long sequence, EntryType type) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.typeIs(this);
        }
    }

    /** Visible entries by type. */
    record Census(long sequence, List<Line> lines) implements Reply {
        /** One type's entries. */
        public record Line(EntryType type, long entries) {}

        /** Copies the list. */
        public Census {
            lines = List.copyOf(lines);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.census(this);
        }
    }

    /** The entry is in the space. */
    record Written(long sequence, long entryId, long leaseMillis) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.written(this);
        }
    }

    /** A match; {@code transaction} is the one that holds it if a hold was asked for, otherwise 0. */
    record Found(long sequence, long entryId, int typeId, byte[] fields, long transaction) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.found(this);
        }
    }

    /** No match in the given time. */
    record NothingFound(long sequence) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nothingFound(this);
        }
    }

    /** The match was withdrawn before it found anything. */
    record Withdrawn(long sequence) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.withdrawn(this);
        }
    }

    /** This is left of the lease now. */
    record Granted(long sequence, long leaseMillis) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.granted(this);
        }
    }

    /**
     * The entries are in the space. Both arrays are as long as the batch.
     */
    record WrittenBatch(long sequence, long[] entryIds, long[] leaseMillis) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.writtenBatch(this);
        }
    }

    /**
     * What a batch take found, at least one.
     */
    record FoundBatch(long sequence, List<FoundEntry> entries) implements Reply {
        /** Copies the list. */
        public FoundBatch {
            entries = List.copyOf(entries);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.foundBatch(this);
        }
    }

    /**
     * Entries of a match set, oldest first.
     *
     * @param sequence which request
     * @param contents the match set; 0 if this is all of it, and the space keeps nothing
     * @param leaseMillis what is left of its lease
     * @param last whether nothing comes after these
     * @param entries may be none
     */
    record ContentsPage(long sequence, long contents, long leaseMillis, boolean last, List<FoundEntry> entries)
            implements Reply {
        /** Copies the list. */
        public ContentsPage {
            entries = List.copyOf(entries);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.contentsPage(this);
        }
    }

    /** A transaction began. */
    record Begun(long sequence, long transaction, long leaseMillis) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.begun(this);
        }
    }

    /** The transaction is committed; the entries written last have these numbers. */
    record Committed(long sequence, long[] entryIds) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.committed(this);
        }
    }

    /** Requests may be made under another manager's transaction by this number. */
    record Enlisted(long sequence, long transaction) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enlisted(this);
        }
    }

    /** A transaction is so far. */
    record StateIs(long sequence, TransactionState state) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.stateIs(this);
        }
    }

    /** A transaction is so far; {@code complete} says whether all who take part in it know the decision. */
    record Settled(long sequence, TransactionState state, boolean complete) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.settled(this);
        }
    }

    /**
     * A registration for events.
     *
     * @param sequence which request
     * @param registration its number: the event id
     * @param sequenceNumber of the last event before the first that this registration brings
     * @param leaseMillis what is left of its lease
     */
    record Registered(long sequence, long registration, long sequenceNumber, long leaseMillis) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.registered(this);
        }
    }

    /**
     * Something happened. {@code sequence} is 0. Comes again on the next connection unless acknowledged.
     *
     * @param sequence 0
     * @param number grows by one an event of this session
     * @param registration which registration this is for
     * @param sequenceNumber grows by one an event of this registration
     * @param visibility whether the entry has become visible, not only available
     * @param entry the entry for {@link EventKind#AVAILABLE} and {@link EventKind#VISIBLE}
     */
    record Event(
            long sequence,
            long number,
            long registration,
            long sequenceNumber,
            boolean visibility,
            @Nullable FoundEntry entry)
            implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.event(this);
        }
    }

    /** The server closes this connection after this message. {@code sequence} is 0. */
    record Farewell(long sequence, FarewellCode reason, String detail) implements Reply {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.farewell(this);
        }
    }

    /** One method a message. */
    interface Visitor<R> {
        R done(Done reply);

        R refused(Refused reply);

        R sessionOpened(SessionOpened reply);

        R typeDefined(TypeDefined reply);

        R typeIs(TypeIs reply);

        R census(Census reply);

        R written(Written reply);

        R found(Found reply);

        R nothingFound(NothingFound reply);

        R withdrawn(Withdrawn reply);

        R granted(Granted reply);

        R writtenBatch(WrittenBatch reply);

        R foundBatch(FoundBatch reply);

        R contentsPage(ContentsPage reply);

        R begun(Begun reply);

        R committed(Committed reply);

        R enlisted(Enlisted reply);

        R stateIs(StateIs reply);

        R settled(Settled reply);

        R registered(Registered reply);

        R farewell(Farewell reply);

        R event(Event reply);
    }
}
