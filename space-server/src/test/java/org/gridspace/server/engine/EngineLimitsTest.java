package org.gridspace.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.gridspace.entry.EntryType;
import org.gridspace.server.engine.Command.MatchKind;
import org.junit.jupiter.api.Test;

/** Each limit refuses what goes beyond it, changes nothing by that, and gives way again. */
class EngineLimitsTest extends EngineScenario {
    private static final int TYPES = 6;
    private static final int SESSIONS = 2;
    private static final int TRANSACTIONS = 2;
    private static final int WAITS = 3;
    private static final int RECEIPTS = 5;
    private static final int RECEIPT_BYTES = 20;
    private static final int REGISTRATIONS = 2;
    private static final int MATCH_SETS = 2;
    private static final int TEMPLATE_BYTES = 1_000;
    private static final int EVENTS = 3;
    private static final int EVENT_BYTES = 200;
    private static final int BATCH = 4;
    private static final int BATCH_BYTES = 150;

    EngineLimitsTest() {
        super(new EngineLimits(
                TYPES,
                SESSIONS,
                TRANSACTIONS,
                WAITS,
                REGISTRATIONS,
                MATCH_SETS,
                TEMPLATE_BYTES,
                RECEIPTS,
                RECEIPT_BYTES,
                EVENTS,
                EVENT_BYTES,
                BATCH,
                BATCH_BYTES));
    }

    @Test
    void types_beyondTheLimit_areRefusedWholly() {
        EntryType.Level[] levels = {level("A"), level("B"), level("C"), level("D")};
        assertLimit(apply(new Command.DefineType(new EntryType(List.of(levels)))));
        assertThat(engine.types().nodes()).hasSize(3);
        define(new EntryType(List.of(levels).subList(0, 3)));
        assertLimit(apply(new Command.DefineType(new EntryType(List.of(levels)))));
        assertThat(define(BASE)).isEqualTo(base);
        assertThat(engine.types().nodes()).hasSize(TYPES);
    }

    @Test
    void sessions_beyondTheLimit_areRefusedUntilOneEnds() {
        long second = open(2, 1_000);
        assertLimit(apply(new Command.OpenSession(new SessionId(3, 3), 1_000)));
        assertThat(open(2, 1_000)).isEqualTo(second);
        apply(new Command.CloseSession(second));
        assertThat(open(3, 1_000)).isGreaterThan(second);
    }

    @Test
    void transactions_beyondTheLimit_areRefusedUntilOneEnds() {
        write(base, "x", "1");
        long transaction = begin(1_000);
        begin(1_000);
        assertLimit(apply(new Command.Begin(origin(), 0, 1_000)));
        assertLimit(apply(match(MatchKind.TAKE, 0, 0, 500, base, "x", null)));
        apply(new Command.Abort(origin(), transaction));
        acknowledgeAll();
        assertThat(text(apply(match(MatchKind.TAKE, 0, 0, 500, base, "x", null))))
                .isEqualTo("x,1");
    }

    @Test
    void waits_beyondTheLimit_areRefusedUntilOneEnds() {
        for (int i = 0; i < WAITS; i++) {
            blocked(MatchKind.TAKE, 0, 0, base, "x", null);
        }
        assertLimit(apply(match(MatchKind.TAKE, 0, 100, 0, base, "x", null)));
        assertThat(take(base, "x", null)).isEqualTo("nothing");
        apply(new Command.Withdraw(origin(), 1));
        blocked(MatchKind.TAKE, 0, 0, base, "x", null);
    }

    @Test
    void receipts_beyondTheLimit_stopTheSessionUntilItAcknowledges() {
        for (int i = 0; i < RECEIPTS - 1; i++) {
            write(base, "x", "" + i);
        }
        blocked(MatchKind.TAKE, 0, 0, base, "y", null);
        assertLimit(apply(new Command.Write(origin(), 0, entry(FOREVER, base, "x", "9"))));
        assertLimit(apply(match(MatchKind.TAKE, 0, 0, 0, base, "x", null)));
        assertThat(apply(new Command.Withdraw(origin(), RECEIPTS))).isEqualTo(new Outcome.Done());
        assertThat(take(base, "x", null)).isEqualTo("x,0");
        acknowledgeAll();
        assertThat(take(base, "x", null)).isEqualTo("x,1");
    }

    @Test
    void receiptBytes_beyondTheLimit_stopTheSessionUntilItAcknowledges() {
        write(base, "x", "a value of more than twenty bytes");
        write(base, "x", "2");
        acknowledgeAll();
        take(base, "x", null);
        assertLimit(apply(match(MatchKind.TAKE, 0, 0, 0, base, "x", null)));
        acknowledgeAll();
        assertThat(take(base, "x", null)).isEqualTo("x,2");
    }

    @Test
    void outcome_thatIsKept_isRepeatedEvenAtTheLimit() {
        Command first = new Command.Write(origin(), 0, entry(FOREVER, base, "x", "1"));
        Outcome written = apply(first);
        for (int i = 1; i < RECEIPTS; i++) {
            write(base, "x", "1");
        }
        assertLimit(apply(new Command.Write(origin(), 0, entry(FOREVER, base, "x", "1"))));
        assertThat(apply(first)).isEqualTo(written);
    }

    @Test
    void registrations_beyondTheLimit_areRefusedUntilOneEnds() {
        for (int i = 0; i < REGISTRATIONS; i++) {
            assertThat(apply(registration())).isInstanceOf(Outcome.Registered.class);
        }
        assertLimit(apply(registration()));
        apply(new Command.CancelLease(origin(), Command.LeaseKind.REGISTRATION, 1));
        acknowledgeAll();
        assertThat(apply(registration())).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void matchSets_beyondTheLimit_areRefusedUntilOneEnds() {
        apply(new Command.WriteBatch(origin(), 0, Collections.nCopies(BATCH, entry(FOREVER, base, "x", "1"))));
        acknowledgeAll();
        for (int i = 0; i < MATCH_SETS; i++) {
            assertThat(apply(matchSet())).isInstanceOf(Outcome.ContentsPage.class);
            acknowledgeAll();
        }
        assertLimit(apply(matchSet()));
        apply(new Command.CancelLease(origin(), Command.LeaseKind.CONTENTS, 1));
        acknowledgeAll();
        assertThat(apply(matchSet())).isInstanceOf(Outcome.ContentsPage.class);
    }

    @Test
    void templateBytes_beyondTheLimit_letNoMoreWait() {
        blocked(MatchKind.TAKE, 0, 0, base, "x".repeat(TEMPLATE_BYTES), null);
        assertLimit(apply(match(MatchKind.TAKE, 0, 100, 0, base, "x", null)));
        apply(new Command.Withdraw(origin(), 1));
        blocked(MatchKind.TAKE, 0, 0, base, "x", null);
    }

    @Test
    void events_beyondTheLimit_dropTheOldest() {
        apply(registration());
        acknowledgeAll();
        for (int i = 1; i <= EVENTS + 2; i++) {
            write(base, "x", "" + i);
            acknowledgeAll();
        }
        write(base, "x", "v".repeat(EVENT_BYTES));
        assertThat(events).hasSize(EVENTS + 3);
        events.clear();
        apply(new Command.AttachSession(new SessionId(1, 1), 0));
        assertThat(events).containsExactly("1:6 visible x," + "v".repeat(EVENT_BYTES));
    }

    @Test
    void batch_beyondTheLimit_staysForTheNext() {
        assertThat(apply(new Command.WriteBatch(
                        origin(), 0, Collections.nCopies(BATCH + 1, entry(FOREVER, base, "x", "1")))))
                .isInstanceOf(Outcome.Refused.class);
        apply(new Command.WriteBatch(origin(), 0, Collections.nCopies(BATCH, entry(FOREVER, base, "x", "1"))));
        acknowledgeAll();
        write(base, "x", "v".repeat(BATCH_BYTES));
        write(base, "x", "2");
        var take = List.of(template(base, "x", null));
        acknowledgeAll();
        assertThat(texts(apply(new Command.TakeBatch(origin(), 0, take, 0, FOREVER))))
                .containsExactly("x,1", "x,1", "x,1", "x,1");
        acknowledgeAll();
        assertThat(texts(apply(new Command.TakeBatch(origin(), 0, take, 0, FOREVER))))
                .containsExactly("x," + "v".repeat(BATCH_BYTES));
    }

    private Command registration() {
        var templates = List.of(template(base, "x", null));
        return new Command.Register(origin(), 0, Command.EventKind.AVAILABLE, templates, FOREVER);
    }

    private Command matchSet() {
        return new Command.OpenContents(origin(), 0, List.of(template(0)), FOREVER, FOREVER, 1);
    }

    private void acknowledgeAll() {
        apply(new Command.Acknowledge(session, sequence, new long[0]));
    }

    private static void assertLimit(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.LIMIT));
    }
}
