package org.gridspace.wire;

import java.util.List;
import org.gridspace.entry.EntryType;

/**
 * What a client asks. Times are durations in milliseconds, {@link Long#MAX_VALUE} for ever; numbers are never negative. A
 * sequence number is chosen by the client, 1 or more, and never used twice in a session: the reply carries it, and a request
 * that changes something has the same outcome when it is repeated under the same number.
 */
public sealed interface Request {
    /** The request's number in its session. */
    long sequence();

    /** Calls the visitor's method for this message. */
    <R> R accept(Visitor<R> visitor);

    /** Opens a session and attaches this connection to it. Answer: {@link Reply.SessionOpened}. */
    record OpenSession(long sequence, long idHigh, long idLow, long leaseMillis) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.openSession(this);
        }
    }

    /** Attaches this connection to a session that is open. Answer: {@link Reply.SessionOpened}. */
    record AttachSession(long sequence, long idHigh, long idLow) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.attachSession(this);
        }
    }

    /** The client leaves and has everything it took. Answer: {@link Reply.Done}. */
    record CloseSession(long sequence) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.closeSession(this);
        }
    }

    /** The client lives. Answer: {@link Reply.Done}. */
    record RenewSession(long sequence) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renewSession(this);
        }
    }

    /**
     * The client has these outcomes. Not answered.
     *
     * @param sequence 0: it needs no number
     * @param floor every request up to this number is finished for the client
     * @param above finished requests beyond the floor
     */
    record Acknowledge(long sequence, long floor, long[] above) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.acknowledge(this);
        }
    }

    /** Makes a type known. Answer: {@link Reply.TypeDefined}. */
    record DefineType(long sequence, EntryType type) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.defineType(this);
        }
    }

    /** Asks for the type behind a number. Answer: {@link Reply.TypeIs}. */
    record DescribeType(long sequence, int typeId) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.describeType(this);
        }
    }

    /** Asks how many visible entries of each type there are. Answer: {@link Reply.Census}. */
    record TakeCensus(long sequence) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.takeCensus(this);
        }
    }

    /** Writes an entry, {@code transaction} 0 for none. Answer: {@link Reply.Written}. */
    record Write(long sequence, long transaction, NewEntry entry) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.write(this);
        }
    }

    /**
     * Reads or takes. Answer, maybe much later: {@link Reply.Found}, {@link Reply.NothingFound} or {@link Reply.Withdrawn}.
     *
     * @param sequence which request
     * @param kind what is wanted
     * @param transaction under which transaction, 0 for none
     * @param template what must match
     * @param timeoutMillis how long to wait at most
     * @param holdMillis 0, or: take under a new transaction with a lease this long
     */
    record Match(
            long sequence, MatchKind kind, long transaction, Template template, long timeoutMillis, long holdMillis)
            implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.match(this);
        }
    }

    /** Withdraws a match that waits. Answer: {@link Reply.Done}, also when the match had already ended. */
    record Withdraw(long sequence, long matchSequence) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.withdraw(this);
        }
    }

    /** Renews the lease of an entry, from now. Answer: {@link Reply.Granted}. */
    record RenewEntry(long sequence, long entryId, long leaseMillis) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renewEntry(this);
        }
    }

    /** Ends the lease of an entry, and with it the entry. Answer: {@link Reply.Done}. */
    record CancelEntry(long sequence, long entryId) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.cancelEntry(this);
        }
    }

    /** Begins a transaction. Answer: {@link Reply.Begun}. */
    record Begin(long sequence, long leaseMillis) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.begin(this);
        }
    }

    /** Renews the lease of a transaction, from now. Answer: {@link Reply.Granted}. */
    record RenewTransaction(long sequence, long transaction, long leaseMillis) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renewTransaction(this);
        }
    }

    /** Writes the last entries of a transaction and commits it. Answer: {@link Reply.Committed}. */
    record Commit(long sequence, long transaction, List<NewEntry> lastWrites) implements Request {
        /** Copies the list. */
        public Commit {
            lastWrites = List.copyOf(lastWrites);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.commit(this);
        }
    }

    /** Aborts a transaction. Answer: {@link Reply.Done}. */
    record Abort(long sequence, long transaction) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.abort(this);
        }
    }

    /** One method a message. */
    interface Visitor<R> {
        R openSession(OpenSession request);

        R attachSession(AttachSession request);

        R closeSession(CloseSession request);

        R renewSession(RenewSession request);

        R acknowledge(Acknowledge request);

        R defineType(DefineType request);

        R describeType(DescribeType request);

        R takeCensus(TakeCensus request);

        R write(Write request);

        R match(Match request);

        R withdraw(Withdraw request);

        R renewEntry(RenewEntry request);

        R cancelEntry(CancelEntry request);

        R begin(Begin request);

        R renewTransaction(RenewTransaction request);

        R commit(Commit request);

        R abort(Abort request);
    }
}
