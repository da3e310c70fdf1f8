package org.gridspace.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gridspace.server.engine.Command.MatchKind;
import org.junit.jupiter.api.Test;

class EngineTest extends EngineScenario {
    @Test
    void take_ofSeveral_givesTheOldest() {
        write(base, "x", "1");
        write(sub, "x", "2", "s");
        write(base, "x", "3");
        assertThat(take(base, "x", null)).isEqualTo("x,1");
        assertThat(take(base, "x", null)).isEqualTo("x,2,s");
        assertThat(take(0)).isEqualTo("x,3");
        assertThat(take(0)).isEqualTo("nothing");
    }

    @Test
    void take_bySubclassTemplate_findsSubclassOnly() {
        write(base, "x", "1");
        write(sub, "x", "2", "s");
        assertThat(take(sub, "x", null, null)).isEqualTo("x,2,s");
        assertThat(take(sub, "x", null, null)).isEqualTo("nothing");
    }

    @Test
    void write_whenTakersWait_goesToTheOldestAndCopiesToReads() {
        blocked(MatchKind.TAKE, 0, 0, base, "k", null);
        blocked(MatchKind.READ, 0, 0, 0);
        blocked(MatchKind.TAKE, 0, 0, base, null, null);
        write(base, "k", "1");
        assertThat(completed).containsExactly("2:k,1", "1:k,1");
        write(base, "j", "2");
        assertThat(completed).endsWith("3:j,2");
        assertThat(take(0)).isEqualTo("nothing");
    }

    @Test
    void lease_whenOver_hidesTheEntryAtOnce() {
        write(100, base, "x", "1");
        now += 100;
        assertThat(take(0)).isEqualTo("nothing");
    }

    @Test
    void abort_ofATake_putsTheEntryBackInItsPlace() {
        write(base, "x", "1");
        write(base, "x", "2");
        long transaction = begin(1_000);
        assertThat(take(MatchKind.TAKE, transaction, base, "x", null)).isEqualTo("x,1");
        assertThat(take(MatchKind.READ, 0, base, "x", null)).isEqualTo("x,2");
        apply(new Command.Abort(origin(), transaction));
        assertThat(take(base, "x", null)).isEqualTo("x,1");
    }

    @Test
    void hold_whenItsLeaseEnds_returnsTheEntryAndRefusesTheCommit() {
        write(base, "task", "1");
        Outcome.Found held = (Outcome.Found) apply(match(MatchKind.TAKE, 0, 0, 500, base, null, null));
        blocked(MatchKind.TAKE, 0, 10_000, base, null, null);
        now += 500;
        assertThat(apply(new Command.Commit(origin(), held.transaction(), List.of(entry(FOREVER, base, "r", "1")))))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(completed).singleElement().asString().endsWith(":task,1");
        assertThat(take(0)).isEqualTo("nothing");
    }

    @Test
    void commit_withLastWrites_makesThemVisibleTogether() {
        write(base, "task", "1");
        Outcome.Found held = (Outcome.Found) apply(match(MatchKind.TAKE, 0, 0, 500, base, null, null));
        apply(new Command.Commit(origin(), held.transaction(), List.of(entry(FOREVER, base, "result", "1"))));
        now += 1_000;
        assertThat(take(0)).isEqualTo("result,1");
        assertThat(take(0)).isEqualTo("nothing");
    }

    @Test
    void session_whenItsLeaseEnds_givesBackUnacknowledgedTakesOnly() {
        write(base, "x", "1");
        write(base, "x", "2");
        long other = open(2, 1_000);
        long mine = session;
        session = other;
        assertThat(take(base, "x", null)).isEqualTo("x,1");
        apply(new Command.Acknowledge(other, sequence, new long[0]));
        assertThat(take(base, "x", null)).isEqualTo("x,2");
        session = mine;
        write(base, "x", "3");
        now += 1_000;
        assertThat(take(base, "x", null)).isEqualTo("x,2");
    }

    @Test
    void request_repeatedUnderItsNumber_hasItsFirstOutcome() {
        write(base, "x", "1");
        write(base, "x", "2");
        Command take = match(MatchKind.TAKE, 0, 0, 0, base, "x", null);
        assertThat(text(apply(take))).isEqualTo("x,1");
        assertThat(text(apply(take))).isEqualTo("x,1");
        apply(new Command.Acknowledge(session, sequence, new long[0]));
        assertThat(apply(take)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void wait_ofADetachedSession_matchesNothingUntilAttached() {
        long other = open(2, 60_000);
        long mine = session;
        session = other;
        blocked(MatchKind.TAKE, 0, 0, base, null, null);
        session = mine;
        apply(new Command.DetachSession(other));
        write(base, "x", "1");
        assertThat(completed).isEmpty();
        apply(new Command.AttachSession(new SessionId(2, 2), 0));
        assertThat(completed).hasSize(1);
    }

    @Test
    void waits_whenTheirSessionIsAttached_lookInTheOrderOfTheirArrival() {
        long other = open(2, 60_000);
        sequence = 10;
        blocked(MatchKind.TAKE, 0, 0, base, null, null);
        sequence = 5;
        blocked(MatchKind.TAKE, 0, 0, base, null, null);
        apply(new Command.DetachSession(session));
        apply(new Command.Write(new Command.Origin(other, 1), 0, entry(FOREVER, base, "x", "1")));
        apply(new Command.Write(new Command.Origin(other, 2), 0, entry(FOREVER, base, "x", "2")));
        apply(new Command.AttachSession(new SessionId(1, 1), 0));
        assertThat(completed).containsExactly("11:x,1", "6:x,2");
    }

    @Test
    void takeIfExists_whileOnlyAnothersTakeIsInTheWay_waitsForItsEnd() {
        write(base, "x", "1");
        long transaction = begin(5_000);
        take(MatchKind.TAKE, transaction, base, "x", null);
        blocked(MatchKind.TAKE_IF_EXISTS, 0, 9_000, base, "x", null);
        apply(new Command.Commit(origin(), transaction, List.of()));
        assertThat(completed).singleElement().asString().endsWith("nothing");
        assertThat(text(apply(match(MatchKind.TAKE_IF_EXISTS, 0, 9_000, 0, base, "x", null))))
                .isEqualTo("nothing");
    }

    @Test
    void take_whileAnotherReads_waitsForThatReadToEnd() {
        write(base, "x", "1");
        long reader = begin(5_000);
        long taker = begin(5_000);
        take(MatchKind.READ, reader, base, "x", null);
        take(MatchKind.READ, taker, base, "x", null);
        blocked(MatchKind.TAKE, taker, 9_000, base, "x", null);
        apply(new Command.Abort(origin(), reader));
        assertThat(completed).singleElement().asString().endsWith("x,1");
    }

    @Test
    void shapeIndex_afterManyKeys_findsEachAndForgetsTheTaken() {
        for (int i = 0; i < 5_000; i++) {
            write(base, "k" + i, "v");
        }
        for (int i = 4_999; i >= 0; i -= 2) {
            assertThat(take(base, "k" + i, null)).isEqualTo("k" + i + ",v");
            assertThat(take(base, "k" + i, null)).isEqualTo("nothing");
        }
        assertThat(take(base, null, "v")).isEqualTo("k0,v");
    }

    @Test
    void takeIfExists_whenItsOwnTransactionTakesTheLastMatch_ends() {
        write(base, "x", "1");
        long other = begin(5_000);
        long mine = begin(5_000);
        take(MatchKind.TAKE, other, base, "x", null);
        blocked(MatchKind.TAKE, mine, 9_000, base, "x", null);
        blocked(MatchKind.TAKE_IF_EXISTS, mine, 9_000, base, "x", null);
        apply(new Command.Abort(origin(), other));
        assertThat(completed).containsExactly("5:x,1", "6:nothing");
    }

    @Test
    void readUnderATransaction_behindATake_getsItsCopyOfAWriteFirst() {
        long transaction = begin(5_000);
        blocked(MatchKind.TAKE, transaction, 9_000, base, "x", null);
        blocked(MatchKind.READ, transaction, 9_000, base, "x", null);
        apply(new Command.Write(origin(), transaction, entry(FOREVER, base, "x", "1")));
        assertThat(completed).containsExactly("3:x,1", "2:x,1");
    }

    @Test
    void wait_ofASessionThatIsDetachedAlready_matchesNothingUntilAttached() {
        long other = open(2, 60_000);
        apply(new Command.DetachSession(session));
        blocked(MatchKind.TAKE, 0, 0, base, null, null);
        apply(new Command.Write(new Command.Origin(other, 1), 0, entry(FOREVER, base, "x", "1")));
        assertThat(completed).isEmpty();
        apply(new Command.AttachSession(new SessionId(1, 1), 0));
        assertThat(completed).containsExactly("1:x,1");
    }

    @Test
    void readIfExists_whoseLastMatchExpires_endsBeforeTheCommandOfThatMoment() {
        long transaction = begin(5_000);
        apply(new Command.Write(origin(), transaction, entry(100, base, "x", "1")));
        blocked(MatchKind.READ_IF_EXISTS, 0, 9_000, base, "x", null);
        now += 100;
        write(base, "x", "2");
        assertThat(completed).containsExactly("3:nothing");
    }

    @Test
    void command_withBadValues_isRefusedAndChangesNothing() {
        assertThat(apply(new Command.Write(origin(), 0, entry(-5, base, "x", "1"))))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(apply(new Command.Write(origin(), 0, entry(5, 99, "x", "1"))))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(apply(new Command.Write(origin(), 0, entry(5, base, "x")))).isInstanceOf(Outcome.Refused.class);
        assertThat(apply(match(MatchKind.TAKE, 0, -1, 0, base, "x", null))).isInstanceOf(Outcome.Refused.class);
        assertThat(apply(match(MatchKind.TAKE, 77, 0, 0, base, "x", null))).isInstanceOf(Outcome.Refused.class);
        assertThat(take(0)).isEqualTo("nothing");
    }
}
