package org.gridspace.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.gridspace.server.engine.Command.LeaseKind;
import org.gridspace.server.engine.Command.MatchKind;
import org.junit.jupiter.api.Test;

/** Transactions whose number a client has chosen. */
class SharedTransactionTest extends TransactionScenario {
    @Test
    void number_inUseOrTooSmall_isRefused() {
        share(SHARED, MINUTE);
        refused(new Command.Begin(origin(), SHARED, MINUTE), Refusal.BAD_REQUEST);
        refused(new Command.Begin(origin(), 7, MINUTE), Refusal.BAD_REQUEST);
        refused(new Command.Begin(origin(), -1, MINUTE), Refusal.BAD_REQUEST);
        refused(new Command.Begin(origin(), SHARED + 1, 0), Refusal.BAD_REQUEST);
        assertThat(settle(SHARED, false, 0)).isEqualTo(new Outcome.Settled(Outcome.State.ABORTED, true));
        share(SHARED, MINUTE);
    }

    @Test
    void transaction_isUsedByTwoSessions_andOutlivesBoth() {
        share(SHARED, 50_000);
        writeUnder(SHARED, "x", "y");
        long creator = session;
        session = open(2, 10_000);
        assertThat(takeUnder(SHARED)).isEqualTo("x,y");
        writeUnder(SHARED, "z", "z");
        apply(new Command.CloseSession(creator));
        now += 10_000;
        session = open(3, 10_000);
        assertThat(readUnder(SHARED)).isEqualTo("z,z");
        assertThat(readUnder(0)).isEqualTo("nothing");
        assertThat(settle(SHARED, true, 0)).isEqualTo(new Outcome.Settled(Outcome.State.COMMITTED, true));
        assertThat(readUnder(0)).isEqualTo("z,z");
    }

    @Test
    void wait_underSharedTransaction_belongsToItsSession() {
        share(SHARED, MINUTE);
        long creator = session;
        session = open(2, 20_000);
        blocked(MatchKind.TAKE, SHARED, 0, base, null, null);
        apply(new Command.CloseSession(session));
        assertThat(completed).hasSize(1).first().asString().contains("SESSION_ENDED");
        session = creator;
        writeUnder(SHARED, "x", "y");
        assertThat(takeUnder(SHARED)).isEqualTo("x,y");
    }

    @Test
    void lease_ends_abortsAndFailsWhatWaits() {
        write(base, "x", "y");
        share(SHARED, 1_000);
        takeUnder(SHARED);
        blocked(MatchKind.READ, SHARED, 0, base, null, null);
        tick(1_000);
        assertThat(completed).hasSize(1).first().asString().contains("UNKNOWN_TRANSACTION");
        assertThat(takeUnder(0)).isEqualTo("x,y");
        refused(new Command.GetState(origin(), SHARED), Refusal.UNKNOWN_TRANSACTION);
    }

    @Test
    void lease_renewedAndCancelled_byAnySession() {
        share(SHARED, 1_000);
        session = open(2, 20_000);
        assertThat(apply(new Command.RenewLease(origin(), LeaseKind.TRANSACTION, SHARED, 5_000)))
                .isEqualTo(new Outcome.Granted(now + 5_000));
        tick(4_000);
        assertThat(apply(new Command.GetState(origin(), SHARED))).isEqualTo(new Outcome.StateIs(Outcome.State.ACTIVE));
        done(new Command.CancelLease(origin(), LeaseKind.TRANSACTION, SHARED));
        refused(new Command.RenewLease(origin(), LeaseKind.TRANSACTION, SHARED, 5_000), Refusal.UNKNOWN_TRANSACTION);
        refused(new Command.Write(origin(), SHARED, entry(1, base, "x", "y")), Refusal.UNKNOWN_TRANSACTION);
    }

    @Test
    void settle_repeatedUnderItsNumber_hasTheSameOutcome() {
        share(SHARED, MINUTE);
        var commit = new Command.Settle(origin(), SHARED, true, 0);
        Outcome committed = new Outcome.Settled(Outcome.State.COMMITTED, true);
        assertThat(apply(commit)).isEqualTo(committed);
        assertThat(apply(commit)).isEqualTo(committed);
        refused(new Command.Settle(origin(), SHARED, true, 0), Refusal.UNKNOWN_TRANSACTION);
    }

    @Test
    void settle_anotherSessionsOwnTransaction_isUnknown() {
        long own = begin(MINUTE);
        session = open(2, 20_000);
        refused(new Command.Settle(origin(), own, true, 0), Refusal.UNKNOWN_TRANSACTION);
        refused(new Command.Join(origin(), own, bytes("p"), 1), Refusal.CANNOT_JOIN);
    }
}
