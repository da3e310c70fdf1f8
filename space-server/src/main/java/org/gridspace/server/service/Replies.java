package org.gridspace.server.service;

import java.util.Arrays;
import java.util.List;
import org.gridspace.server.engine.Completions;
import org.gridspace.server.engine.Outcome;
import org.gridspace.server.engine.Refusal;
import org.gridspace.wire.FoundEntry;
import org.gridspace.wire.RefusalCode;
import org.gridspace.wire.Reply;
import org.gridspace.wire.TransactionState;

/** Outcomes as replies. */
final class Replies {
    private Replies() {}

    /** The reply that carries an outcome which isn't {@link Outcome.Blocked}; {@code nowMillis} turns ends of leases into rests. */
    static Reply of(long sequence, Outcome outcome, long nowMillis) {
        if (outcome instanceof Outcome.Found found) {
            return new Reply.Found(sequence, found.entryId(), found.typeId(), found.fields(), found.transaction());
        } else if (outcome instanceof Outcome.Written written) {
            return new Reply.Written(sequence, written.entryId(), rest(written.expiresAtMillis(), nowMillis));
        } else if (outcome instanceof Outcome.NothingFound) {
            return new Reply.NothingFound(sequence);
        } else if (outcome instanceof Outcome.Done) {
            return new Reply.Done(sequence);
        } else if (outcome instanceof Outcome.Refused refused) {
            return new Reply.Refused(sequence, code(refused.reason()), refused.detail());
        } else if (outcome instanceof Outcome.Withdrawn) {
            return new Reply.Withdrawn(sequence);
        }
        return ofRareOutcome(sequence, outcome, nowMillis);
    }

    private static Reply ofRareOutcome(long sequence, Outcome outcome, long nowMillis) {
        if (outcome instanceof Outcome.Committed committed) {
            return new Reply.Committed(sequence, committed.entryIds());
        } else if (outcome instanceof Outcome.WrittenBatch written) {
            long[] leases = new long[written.entryIds().length];
            Arrays.setAll(leases, i -> rest(written.expiresAtMillis()[i], nowMillis));
            return new Reply.WrittenBatch(sequence, written.entryIds(), leases);
        } else if (outcome instanceof Outcome.FoundBatch found) {
            return new Reply.FoundBatch(sequence, entries(found.entries()));
        } else if (outcome instanceof Outcome.ContentsPage page) {
            return new Reply.ContentsPage(
                    sequence,
                    page.contents(),
                    rest(page.expiresAtMillis(), nowMillis),
                    page.last(),
                    entries(page.entries()));
        } else if (outcome instanceof Outcome.Registered registered) {
            return new Reply.Registered(
                    sequence,
                    registered.registration(),
                    registered.sequenceNumber(),
                    rest(registered.expiresAtMillis(), nowMillis));
        } else if (outcome instanceof Outcome.Granted granted) {
            return new Reply.Granted(sequence, rest(granted.expiresAtMillis(), nowMillis));
        } else if (outcome instanceof Outcome.Begun begun) {
            return new Reply.Begun(sequence, begun.transaction(), rest(begun.expiresAtMillis(), nowMillis));
        } else if (outcome instanceof Outcome.Settled settled) {
            return new Reply.Settled(sequence, state(settled.state()), settled.complete());
        } else if (outcome instanceof Outcome.Enlisted enlisted) {
            return new Reply.Enlisted(sequence, enlisted.transaction());
        } else if (outcome instanceof Outcome.StateIs is) {
            return new Reply.StateIs(sequence, state(is.state()));
        } else if (outcome instanceof Outcome.SessionOpened opened) {
            return new Reply.SessionOpened(sequence, opened.leaseMillis());
        } else if (outcome instanceof Outcome.TypeDefined defined) {
            return new Reply.TypeDefined(sequence, defined.typeId());
        } else if (outcome instanceof Outcome.TypeIs typeIs) {
            return new Reply.TypeIs(sequence, typeIs.type());
        } else if (outcome instanceof Outcome.Census census) {
            return new Reply.Census(
                    sequence,
                    census.counts().stream()
                            .map(count -> new Reply.Census.Line(count.type(), count.entries()))
                            .toList());
        }
        throw new IllegalStateException("no reply for " + outcome.getClass());
    }

    /** An event as a message. */
    static Reply of(Completions.Event event) {
        Outcome.FoundEntry entry = event.entry();
        return new Reply.Event(
                0,
                event.number(),
                event.registration(),
                event.sequenceNumber(),
                event.visibility(),
                entry == null ? null : entry(entry));
    }

    private static List<FoundEntry> entries(List<Outcome.FoundEntry> entries) {
        return entries.stream().map(Replies::entry).toList();
    }

    private static FoundEntry entry(Outcome.FoundEntry entry) {
        return new FoundEntry(entry.entryId(), entry.typeId(), entry.fields());
    }

    private static long rest(long expiresAtMillis, long nowMillis) {
        return expiresAtMillis == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, expiresAtMillis - nowMillis);
    }

    private static TransactionState state(Outcome.State state) {
        return switch (state) {
            case ACTIVE -> TransactionState.ACTIVE;
            case VOTING -> TransactionState.VOTING;
            case COMMITTED -> TransactionState.COMMITTED;
            case ABORTED -> TransactionState.ABORTED;
        };
    }

    private static RefusalCode code(Refusal refusal) {
        return switch (refusal) {
            case SESSION_ENDED -> RefusalCode.SESSION_ENDED;
            case STALE_SEQUENCE -> RefusalCode.STALE_SEQUENCE;
            case UNKNOWN_LEASE -> RefusalCode.UNKNOWN_LEASE;
            case UNKNOWN_TRANSACTION -> RefusalCode.UNKNOWN_TRANSACTION;
            case UNKNOWN_TYPE -> RefusalCode.UNKNOWN_TYPE;
            case BAD_REQUEST -> RefusalCode.BAD_REQUEST;
            case LIMIT -> RefusalCode.LIMIT;
            case CANNOT_JOIN -> RefusalCode.CANNOT_JOIN;
            case CRASH_COUNT -> RefusalCode.CRASH_COUNT;
            case UNREACHABLE -> RefusalCode.UNREACHABLE;
            case CANNOT_COMMIT -> RefusalCode.CANNOT_COMMIT;
            case CANNOT_ABORT -> RefusalCode.CANNOT_ABORT;
        };
    }
}
