package org.gridspace.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gridspace.server.engine.Command.ManagerSays;
import org.gridspace.server.engine.Command.MatchKind;
import org.gridspace.server.engine.Command.Vote;
import org.junit.jupiter.api.Test;

/** The space's part in another manager's transactions. */
class ForeignTransactionTest extends TransactionScenario {
    private static final byte[] MANAGER = bytes("manager");

    private Outcome enlist(long number, byte[] manager) {
        return apply(new Command.Enlist(origin(), number, manager, 5));
    }

    private void join(long number) {
        assertThat(enlist(number, MANAGER)).isEqualTo(new Outcome.Blocked());
        done(new Command.ManagerIs(number, "m"));
        done(new Command.Joined(number));
        effects();
        completed.clear();
    }

    private Outcome prepare(boolean commit) {
        return apply(new Command.PrepareForeign("m", 5, commit));
    }

    @Test
    void enlist_isAnsweredWhenTheManagerWasJoined() {
        assertThat(enlist(SHARED, MANAGER)).isEqualTo(new Outcome.Blocked());
        assertThat(effects()).containsExactly(new Effect.Identify(SHARED, MANAGER));
        assertThat(retold()).containsExactly(new Effect.Identify(SHARED, MANAGER));
        done(new Command.ManagerIs(SHARED, "m"));
        Effect join = new Effect.Join(SHARED, "m", MANAGER, 5, 1);
        assertThat(effects()).containsExactly(join);
        assertThat(retold()).containsExactly(join);
        assertThat(completed).isEmpty();
        done(new Command.Joined(SHARED));
        assertThat(completed).containsExactly(sequence + ":" + new Outcome.Enlisted(SHARED));
        assertThat(retold()).isEmpty();
        assertThat(enlist(SHARED + 1, MANAGER.clone())).isEqualTo(new Outcome.Enlisted(SHARED));
    }

    @Test
    void enlist_inAnotherForm_isTheSameTransaction() {
        join(SHARED);
        session = open(2, 20_000);
        assertThat(enlist(SHARED + 1, bytes("the manager in other bytes"))).isEqualTo(new Outcome.Blocked());
        done(new Command.ManagerIs(SHARED + 1, "m"));
        assertThat(completed).containsExactly(sequence + ":" + new Outcome.Enlisted(SHARED));
        assertThat(engine.transactions().size()).isEqualTo(1);
    }

    @Test
    void enlist_twoFormsAtOnce_joinOnce() {
        assertThat(enlist(SHARED, MANAGER)).isEqualTo(new Outcome.Blocked());
        assertThat(enlist(SHARED + 1, bytes("other"))).isEqualTo(new Outcome.Blocked());
        assertThat(enlist(SHARED + 2, MANAGER)).isEqualTo(new Outcome.Blocked());
        done(new Command.ManagerIs(SHARED + 1, "m"));
        done(new Command.ManagerIs(SHARED, "m"));
        assertThat(effects()).filteredOn(Effect.Join.class::isInstance).hasSize(1);
        done(new Command.Joined(SHARED + 1));
        assertThat(completed).hasSize(3).allMatch(text -> text.endsWith("" + new Outcome.Enlisted(SHARED + 1)));
    }

    @Test
    void enlist_managerRefuses_isRefusedAndForgotten() {
        enlist(SHARED, MANAGER);
        done(new Command.ManagerIs(SHARED, "m"));
        done(new Command.EnlistFailed(SHARED, Refusal.CANNOT_JOIN, "too late"));
        assertThat(completed).hasSize(1).first().asString().contains("CANNOT_JOIN");
        assertThat(engine.transactions().size()).isZero();
        assertThat(engine.transactions().foreignCount()).isZero();
    }

    @Test
    void enlist_nobodyAnswers_isRefusedInTheEnd() {
        session = open(2, 100_000);
        enlist(SHARED, MANAGER);
        tick(60_000);
        assertThat(completed).hasSize(1).first().asString().contains("UNREACHABLE");
    }

    @Test
    void prepare_nothingChanged_letsGoOfReadLocks() {
        write(base, "x", "y");
        join(SHARED);
        readUnder(SHARED);
        assertThat(takeUnder(0)).isEqualTo("nothing");
        assertThat(prepare(false)).isEqualTo(new Outcome.Promised(Vote.NOT_CHANGED));
        assertThat(takeUnder(0)).isEqualTo("x,y");
        refused(new Command.PrepareForeign("m", 5, false), Refusal.UNKNOWN_TRANSACTION);
    }

    @Test
    void prepare_changed_locksUntilTheDecision() {
        write(base, "x", "y");
        join(SHARED);
        takeUnder(SHARED);
        writeUnder(SHARED, "z", "z");
        blocked(MatchKind.TAKE, SHARED, 0, sub, null, null, null);
        assertThat(prepare(false)).isEqualTo(new Outcome.Promised(Vote.PREPARED));
        assertThat(completed).hasSize(1).first().asString().contains("UNKNOWN_TRANSACTION");
        assertThat(prepare(false)).isEqualTo(new Outcome.Promised(Vote.PREPARED));
        refused(new Command.Write(origin(), SHARED, entry(1, base, "a", "b")), Refusal.UNKNOWN_TRANSACTION);
        assertThat(enlist(SHARED + 1, MANAGER)).isInstanceOf(Outcome.Refused.class);
        assertThat(readUnder(0)).isEqualTo("nothing");
        done(new Command.EndForeign("m", 5, true));
        assertThat(takeUnder(0)).isEqualTo("z,z");
        assertThat(takeUnder(0)).isEqualTo("nothing");
        refused(new Command.EndForeign("m", 5, true), Refusal.UNKNOWN_TRANSACTION);
    }

    @Test
    void prepared_aborted_givesBack() {
        write(base, "x", "y");
        join(SHARED);
        takeUnder(SHARED);
        prepare(false);
        done(new Command.EndForeign("m", 5, false));
        assertThat(takeUnder(0)).isEqualTo("x,y");
    }

    @Test
    void prepareAndCommit_commits() {
        join(SHARED);
        writeUnder(SHARED, "x", "y");
        refused(new Command.EndForeign("m", 5, true), Refusal.UNKNOWN_TRANSACTION);
        assertThat(prepare(true)).isEqualTo(new Outcome.Promised(Vote.COMMITTED));
        assertThat(takeUnder(0)).isEqualTo("x,y");
    }

    @Test
    void clients_cannotEndOrRenewIt() {
        join(SHARED);
        writeUnder(SHARED, "x", "y");
        refused(new Command.Commit(origin(), SHARED, List.of()), Refusal.BAD_REQUEST);
        refused(new Command.Abort(origin(), SHARED), Refusal.BAD_REQUEST);
        refused(new Command.Settle(origin(), SHARED, true, 0), Refusal.UNKNOWN_TRANSACTION);
        refused(new Command.CancelLease(origin(), Command.LeaseKind.TRANSACTION, SHARED), Refusal.BAD_REQUEST);
        refused(new Command.RenewLease(origin(), Command.LeaseKind.TRANSACTION, SHARED, 1), Refusal.UNKNOWN_LEASE);
        refused(new Command.Join(origin(), SHARED, bytes("p"), 1), Refusal.CANNOT_JOIN);
    }

    @Test
    void active_isAskedAfterEverMoreTime() {
        session = open(2, 1_000_000);
        join(SHARED);
        Effect ask = new Effect.Ask(SHARED, MANAGER, 5);
        for (long pause : new long[] {1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000}) {
            tick(pause - 1);
            assertThat(effects()).isEmpty();
            tick(1);
            assertThat(effects()).containsExactly(ask);
            assertThat(retold()).containsExactly(ask);
            done(new Command.Answered(SHARED, ManagerSays.OPEN));
        }
    }

    @Test
    void active_managerSaysAborted_aborts() {
        write(base, "x", "y");
        join(SHARED);
        takeUnder(SHARED);
        blocked(MatchKind.TAKE, 0, 0, base, null, null);
        tick(1_000);
        done(new Command.Answered(SHARED, ManagerSays.ABORTED));
        assertThat(completed).containsExactly(sequence + ":x,y");
    }

    @Test
    void active_managerGoneForAMinute_abortsAndCountsAsCrash() {
        session = open(2, 10_000_000);
        write(base, "x", "y");
        join(SHARED);
        takeUnder(SHARED);
        blocked(MatchKind.TAKE, 0, 0, base, null, null);
        long start = now;
        while (completed.isEmpty()) {
            assertThat(now - start).isLessThan(120_000);
            tick(500);
            if (!effects().isEmpty()) {
                done(new Command.Answered(SHARED, ManagerSays.NOTHING));
            }
        }
        assertThat(now - start).isGreaterThanOrEqualTo(60_000);
        assertThat(completed).containsExactly(sequence + ":x,y");
        enlist(SHARED + 1, MANAGER);
        done(new Command.ManagerIs(SHARED + 1, "m"));
        assertThat(effects()).contains(new Effect.Join(SHARED + 1, "m", MANAGER, 5, 2));
    }

    @Test
    void prepared_managerGone_isAskedForEver() {
        session = open(2, SpaceTime.NEVER);
        write(base, "x", "y");
        join(SHARED);
        takeUnder(SHARED);
        prepare(false);
        for (int hour = 0; hour < 4; hour++) {
            for (int i = 0; i < 3600; i++) {
                tick(1_000);
                if (!effects().isEmpty()) {
                    done(new Command.Answered(SHARED, ManagerSays.NOTHING));
                }
            }
            assertThat(readUnder(0)).isEqualTo("nothing");
        }
        while (effects().isEmpty()) {
            tick(1_000);
        }
        done(new Command.Answered(SHARED, ManagerSays.COMMITTED));
        assertThat(engine.transactions().size()).isZero();
        assertThat(readUnder(0)).isEqualTo("nothing");
    }

    @Test
    void active_managerSaysCommittedWithoutHavingAsked_abortsAsALoss() {
        join(SHARED);
        writeUnder(SHARED, "x", "y");
        tick(1_000);
        done(new Command.Answered(SHARED, ManagerSays.COMMITTED));
        assertThat(readUnder(0)).isEqualTo("nothing");
        assertThat(engine.transactions().size()).isZero();
    }
}
