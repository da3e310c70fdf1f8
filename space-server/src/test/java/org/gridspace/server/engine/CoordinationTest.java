package org.gridspace.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.gridspace.server.engine.Command.Vote;
import org.gridspace.server.engine.Outcome.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The space as the manager of transactions in which strangers take part. */
class CoordinationTest extends TransactionScenario {
    private static final byte[] ONE = bytes("one");
    private static final byte[] TWO = bytes("two");

    @BeforeEach
    void begin() {
        session = open(9, 1_000_000);
        share(SHARED, 30_000);
        writeUnder(SHARED, "x", "y");
    }

    private Outcome join(byte[] participant, long crashCount) {
        return apply(new Command.Join(origin(), SHARED, participant, crashCount));
    }

    private void joined(int member, byte[] participant) {
        assertThat(join(participant, 1)).isEqualTo(new Outcome.Blocked());
        Effect examine = new Effect.Examine(SHARED, member, participant);
        assertThat(effects()).containsExactly(examine);
        assertThat(retold()).containsExactly(examine);
        done(new Command.MemberIs(SHARED, member, "name of " + member));
        assertThat(completed).containsExactly(sequence + ":" + new Outcome.Done());
        completed.clear();
    }

    private void voted(int member, Vote vote) {
        done(new Command.Voted(SHARED, member, vote));
    }

    private void told(int member) {
        done(new Command.Told(SHARED, member));
    }

    private Outcome state() {
        return apply(new Command.GetState(origin(), SHARED));
    }

    @Test
    void commit_everybodyPrepared_isDecidedThenToldToEach() {
        joined(0, ONE);
        joined(1, TWO);
        assertThat(settle(SHARED, true, 5_000)).isEqualTo(new Outcome.Blocked());
        long commit = sequence;
        assertThat(effects()).containsExactly(new Effect.Prepare(SHARED, 0, ONE), new Effect.Prepare(SHARED, 1, TWO));
        assertThat(state()).isEqualTo(new Outcome.StateIs(State.VOTING));
        voted(0, Vote.PREPARED);
        assertThat(retold()).containsExactly(new Effect.Prepare(SHARED, 1, TWO));
        assertThat(readUnder(0)).isEqualTo("nothing");
        voted(1, Vote.PREPARED);
        assertThat(readUnder(0)).isEqualTo("x,y");
        assertThat(state()).isEqualTo(new Outcome.StateIs(State.COMMITTED));
        assertThat(effects())
                .containsExactly(new Effect.Tell(SHARED, 0, ONE, true), new Effect.Tell(SHARED, 1, TWO, true));
        told(1);
        assertThat(retold()).containsExactly(new Effect.Tell(SHARED, 0, ONE, true));
        assertThat(completed).isEmpty();
        told(0);
        assertThat(completed).containsExactly(commit + ":" + new Outcome.Settled(State.COMMITTED, true));
        refused(new Command.GetState(origin(), SHARED), Refusal.UNKNOWN_TRANSACTION);
    }

    @Test
    void commit_participantNotChanged_hearsNoMore() {
        joined(0, ONE);
        settle(SHARED, true, 5_000);
        effects();
        voted(0, Vote.NOT_CHANGED);
        assertThat(effects()).isEmpty();
        assertThat(completed).containsExactly(sequence + ":" + new Outcome.Settled(State.COMMITTED, true));
        assertThat(readUnder(0)).isEqualTo("x,y");
    }

    @Test
    void commit_oneCannot_abortsAndTellsTheOthers() {
        joined(0, ONE);
        joined(1, TWO);
        settle(SHARED, true, 5_000);
        long commit = sequence;
        voted(0, Vote.PREPARED);
        effects();
        voted(1, Vote.ABORTED);
        assertThat(effects()).containsExactly(new Effect.Tell(SHARED, 0, ONE, false));
        assertThat(readUnder(0)).isEqualTo("nothing");
        refused(new Command.Settle(origin(), SHARED, true, 0), Refusal.CANNOT_COMMIT);
        told(0);
        assertThat(completed).containsExactly(commit + ":" + new Outcome.Settled(State.ABORTED, true));
    }

    @Test
    void commit_noVotes_abortsAfterAMinute() {
        joined(0, ONE);
        settle(SHARED, true, 5_000);
        tick(5_000);
        assertThat(completed).containsExactly(sequence + ":" + new Outcome.Settled(State.VOTING, false));
        tick(54_999);
        assertThat(state()).isEqualTo(new Outcome.StateIs(State.VOTING));
        tick(1);
        assertThat(state()).isEqualTo(new Outcome.StateIs(State.ABORTED));
        assertThat(engine.transactions().size()).isEqualTo(1);
        tick(60_000);
        assertThat(engine.transactions().size()).isZero();
    }

    @Test
    void commit_participantCannotBeTold_isToldForEver() {
        joined(0, ONE);
        settle(SHARED, true, 5_000);
        voted(0, Vote.PREPARED);
        tick(5_000);
        assertThat(completed).containsExactly(sequence + ":" + new Outcome.Settled(State.COMMITTED, false));
        tick(500_000);
        assertThat(state()).isEqualTo(new Outcome.StateIs(State.COMMITTED));
        refused(new Command.Settle(origin(), SHARED, false, 0), Refusal.CANNOT_ABORT);
        assertThat(settle(SHARED, true, 0)).isEqualTo(new Outcome.Settled(State.COMMITTED, false));
        told(0);
        assertThat(engine.transactions().size()).isZero();
    }

    @Test
    void abort_tellsParticipants() {
        joined(0, ONE);
        assertThat(settle(SHARED, false, 5_000)).isEqualTo(new Outcome.Blocked());
        assertThat(effects()).containsExactly(new Effect.Tell(SHARED, 0, ONE, false));
        told(0);
        assertThat(completed).containsExactly(sequence + ":" + new Outcome.Settled(State.ABORTED, true));
    }

    @Test
    void abort_whileVoting_wins() {
        joined(0, ONE);
        settle(SHARED, true, 5_000);
        effects();
        settle(SHARED, false, 5_000);
        assertThat(effects()).containsExactly(new Effect.Tell(SHARED, 0, ONE, false));
        voted(0, Vote.PREPARED);
        told(0);
        assertThat(completed).hasSize(2).allMatch(text -> text.endsWith("" + new Outcome.Settled(State.ABORTED, true)));
    }

    @Test
    void leaseEnds_abortsAndTellsParticipants() {
        joined(0, ONE);
        tick(30_000);
        assertThat(effects()).containsExactly(new Effect.Tell(SHARED, 0, ONE, false));
        assertThat(state()).isEqualTo(new Outcome.StateIs(State.ABORTED));
        refused(new Command.Write(origin(), SHARED, entry(1, base, "x", "y")), Refusal.UNKNOWN_TRANSACTION);
    }

    @Test
    void leaseEnds_whileVoting_changesNothing() {
        joined(0, ONE);
        tick(29_000);
        settle(SHARED, true, 50_000);
        tick(20_000);
        voted(0, Vote.PREPARED);
        assertThat(readUnder(0)).isEqualTo("x,y");
    }

    @Test
    void join_again_isOneParticipant() {
        joined(0, ONE);
        assertThat(join(ONE.clone(), 1)).isEqualTo(new Outcome.Done());
        assertThat(join(TWO, 1)).isEqualTo(new Outcome.Blocked());
        done(new Command.MemberIs(SHARED, 1, "name of 0"));
        effects();
        settle(SHARED, true, 5_000);
        assertThat(effects()).containsExactly(new Effect.Prepare(SHARED, 0, ONE));
    }

    @Test
    void join_withAnotherCrashCount_aborts() {
        joined(0, ONE);
        refused(new Command.Join(origin(), SHARED, ONE, 2), Refusal.CRASH_COUNT);
        assertThat(effects()).containsExactly(new Effect.Tell(SHARED, 0, ONE, false));
        assertThat(state()).isEqualTo(new Outcome.StateIs(State.ABORTED));
    }

    @Test
    void join_inOtherBytesWithAnotherCrashCount_aborts() {
        joined(0, ONE);
        join(TWO, 2);
        done(new Command.MemberIs(SHARED, 1, "name of 0"));
        assertThat(completed).hasSize(1).first().asString().contains("CRASH_COUNT");
        assertThat(state()).isEqualTo(new Outcome.StateIs(State.ABORTED));
    }

    @Test
    void join_notAccepted_isRefusedAndDoesNotTakePart() {
        join(ONE, 1);
        done(new Command.MemberRefused(SHARED, 0, "some.Class isn't accepted"));
        assertThat(completed).hasSize(1).first().asString().contains("CANNOT_JOIN");
        assertThat(settle(SHARED, true, 0)).isEqualTo(new Outcome.Settled(State.COMMITTED, true));
    }

    @Test
    void join_stillExaminedAtTheCommit_comesTooLate() {
        join(ONE, 1);
        assertThat(settle(SHARED, true, 0)).isEqualTo(new Outcome.Settled(State.COMMITTED, true));
        assertThat(completed).hasSize(1).first().asString().contains("CANNOT_JOIN");
    }

    @Test
    void join_afterTheEnd_isRefused() {
        joined(0, ONE);
        settle(SHARED, true, 5_000);
        refused(new Command.Join(origin(), SHARED, TWO, 1), Refusal.CANNOT_JOIN);
        refused(new Command.Join(origin(), SHARED + 1, TWO, 1), Refusal.UNKNOWN_TRANSACTION);
    }
}
