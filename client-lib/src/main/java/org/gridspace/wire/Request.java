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

    /**
     * Attaches this connection to a session that is open. Answer: {@link Reply.SessionOpened}, followed by the events after {@code
     * eventsArrived}.
     */
    record AttachSession(long sequence, long idHigh, long idLow, long eventsArrived) implements Request {
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

    /** Renews a lease, from now. Answer: {@link Reply.Granted}. */
    record RenewLease(long sequence, LeaseKind kind, long id, long leaseMillis) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renewLease(this);
        }
    }

    /** Ends a lease, and with it what it is about. Answer: {@link Reply.Done}. */
    record CancelLease(long sequence, LeaseKind kind, long id) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.cancelLease(this);
        }
    }

    /**
     * Writes entries, all or none, {@code transaction} 0 for none. Answer: {@link Reply.WrittenBatch}.
     */
    record WriteBatch(long sequence, long transaction, List<NewEntry> entries) implements Request {
        /** Copies the list. */
        public WriteBatch {
            entries = List.copyOf(entries);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.writeBatch(this);
        }
    }

    /**
     * Takes entries that match any of the templates, waiting for the first one. Answer, maybe much later: {@link Reply.FoundBatch} with at
     * least one, {@link Reply.NothingFound} or {@link Reply.Withdrawn}.
     *
     * @param sequence which request
     * @param transaction under which transaction, 0 for none
     * @param templates what must match: one of these
     * @param timeoutMillis how long to wait at most
     * @param maxEntries how many at most; a reply has no more than fit into a frame
     */
    record TakeBatch(long sequence, long transaction, List<Template> templates, long timeoutMillis, long maxEntries)
            implements Request {
        /** Copies the list. */
        public TakeBatch {
            templates = List.copyOf(templates);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.takeBatch(this);
        }
    }

    /**
     * Opens a match set. Answer: {@link Reply.ContentsPage} with the first entries.
     *
     * @param sequence which request
     * @param transaction under which transaction, 0 for none: what is read is then locked for it
     * @param templates what must match: one of these
     * @param leaseMillis how long the match set stays
     * @param maxEntries how many entries it has at most
     * @param count how many the first page has at most
     */
    record OpenContents(
            long sequence, long transaction, List<Template> templates, long leaseMillis, long maxEntries, int count)
            implements Request {
        /** Copies the list. */
        public OpenContents {
            templates = List.copyOf(templates);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.openContents(this);
        }
    }

    /**
     * Reads on in a match set. The same page may be asked for again. Answer: {@link Reply.ContentsPage}.
     *
     * @param sequence which request
     * @param contents the match set
     * @param afterEntryId the last entry that the client has of it, 0 for none
     * @param count how many entries at most
     */
    record ReadContents(long sequence, long contents, long afterEntryId, int count) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.readContents(this);
        }
    }

    /**
     * Begins a transaction. Answer: {@link Reply.Begun}.
     *
     * @param sequence which request
     * @param transaction 0: it is this session's own, ends with it, and the space gives it a number; otherwise a random number of
     *     2^40 or more that the client has chosen: whoever knows it may use the transaction, in any session
     * @param leaseMillis how long it lasts at most unless renewed
     */
    record Begin(long sequence, long transaction, long leaseMillis) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.begin(this);
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

    /**
     * Names another manager's transaction in this space, which joins it first if it hasn't. Answer: {@link Reply.Enlisted}.
     *
     * @param sequence which request
     * @param transaction a random number of 2^40 or more: what it is called here, unless it has a number already
     * @param id its number with its manager
     * @param manager the manager's proxy, serialized, at most {@link WireLimits#MARSHALLED_BYTES}
     */
    record Enlist(long sequence, long transaction, long id, byte[] manager) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enlist(this);
        }
    }

    /**
     * A stranger takes part in a transaction of this space. Answer: {@link Reply.Done}.
     *
     * @param sequence which request
     * @param transaction which one
     * @param crashCount what the participant says of itself; any number
     * @param participant its proxy, serialized, at most {@link WireLimits#MARSHALLED_BYTES}
     */
    record Join(long sequence, long transaction, long crashCount, byte[] participant) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.join(this);
        }
    }

    /** Asks how far a transaction of this space is. Answer: {@link Reply.StateIs}. */
    record GetState(long sequence, long transaction) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.getState(this);
        }
    }

    /**
     * Commits or aborts a transaction of this space, with all who take part in it. Answer: {@link Reply.Settled}, once all of them know, at
     * the latest after that time.
     */
    record Settle(long sequence, long transaction, boolean commit, long waitMillis) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.settle(this);
        }
    }

    /**
     * Registers for events, which come as {@link Reply.Event} on the connection of this session, and end with it. Answer: {@link
     * Reply.Registered}.
     *
     * @param sequence which request
     * @param transaction under which transaction, 0 for none
     * @param kind what of
     * @param templates what must match: one of these
     * @param leaseMillis how long the registration stays
     */
    record Register(long sequence, long transaction, EventKind kind, List<Template> templates, long leaseMillis)
            implements Request {
        /** Copies the list. */
        public Register {
            templates = List.copyOf(templates);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.register(this);
        }
    }

    /**
     * The space may call the listener of a registration itself, once this session has ended. Answer: {@link Reply.Done}; refused by a
     * space that was not told to do such a thing.
     *
     * @param sequence which request
     * @param registration a registration of this session
     * @param listener the listener's stub, serialized; at most {@link WireLimits#LISTENER_BYTES}
     * @param handback the {@code MarshalledObject} to hand back, serialized; empty for none
     */
    record DeliverDirectly(long sequence, long registration, byte[] listener, byte[] handback) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.deliverDirectly(this);
        }
    }

    /**
     * The client has the events up to this number. Not answered.
     *
     * @param sequence 0: it needs no number
     * @param upTo a number of {@link Reply.Event#number}
     */
    record AcknowledgeEvents(long sequence, long upTo) implements Request {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.acknowledgeEvents(this);
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

        R renewLease(RenewLease request);

        R cancelLease(CancelLease request);

        R writeBatch(WriteBatch request);

        R takeBatch(TakeBatch request);

        R openContents(OpenContents request);

        R readContents(ReadContents request);

        R begin(Begin request);

        R commit(Commit request);

        R abort(Abort request);

        R enlist(Enlist request);

        R join(Join request);

        R getState(GetState request);

        R settle(Settle request);

        R register(Register request);

        R acknowledgeEvents(AcknowledgeEvents request);

        R deliverDirectly(DeliverDirectly request);
    }
}
