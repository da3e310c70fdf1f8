package org.gridspace.wire;

import java.util.List;
import org.gridspace.entry.EntryType;

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

        R begun(Begun reply);

        R committed(Committed reply);

        R farewell(Farewell reply);
    }
}
