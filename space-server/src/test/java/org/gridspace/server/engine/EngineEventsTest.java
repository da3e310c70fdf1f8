package org.gridspace.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gridspace.server.engine.Command.EventKind;
import org.gridspace.server.engine.Command.MatchKind;
import org.junit.jupiter.api.Test;

/** Who hears of what (JavaSpaces specification JS.2.7, JavaSpace05.registerForAvailabilityEvent). */
class EngineEventsTest extends EngineScenario {
    @Test
    void write_outsideTransactions_isHeardByAllThatMatchOnce() {
        long any = register(EventKind.WRITTEN, 0, template(base, null, null), template(base, "x", null));
        long other = register(EventKind.WRITTEN, 0, template(base, "y", null));
        long sub = register(EventKind.VISIBLE, 0, template(this.sub, null, null, null));
        write(base, "x", "1");
        write(this.sub, "y", "2", "c");
        assertThat(events).containsExactly(any + ":1", any + ":2", other + ":1", sub + ":1 visible y,2,c");
    }

    @Test
    void write_underATransaction_isHeardAtCommitAndWithinAtOnce() {
        long outside = register(EventKind.WRITTEN, 0, template(base, null, null));
        long transaction = begin(FOREVER);
        long inside = register(EventKind.WRITTEN, transaction, template(base, null, null));
        long elsewhere = register(EventKind.AVAILABLE, begin(FOREVER), template(base, null, null));
        writeUnder(transaction, "x", "1");
        writeUnder(transaction, "y", "2");
        assertThat(told()).containsExactly(inside + ":1", inside + ":2");
        assertThat(take(MatchKind.TAKE, transaction, base, "x", null)).isEqualTo("x,1");
        write(base, "z", "3");
        assertThat(told()).containsExactly(outside + ":1", inside + ":3", elsewhere + ":1 visible z,3");
        apply(new Command.Commit(origin(), transaction, List.of(entry(FOREVER, base, "v", "4"))));
        assertThat(told())
                .containsExactly(
                        outside + ":2", elsewhere + ":2 visible y,2", outside + ":3", elsewhere + ":3 visible v,4");
        write(base, "z", "5");
        assertThat(told()).containsExactly(outside + ":4", elsewhere + ":4 visible z,5");
    }

    @Test
    void abort_ofATake_makesAvailableButIsNoWrite() {
        write(base, "x", "1");
        register(EventKind.WRITTEN, 0, template(base, null, null));
        long available = register(EventKind.AVAILABLE, 0, template(base, null, null));
        long visible = register(EventKind.VISIBLE, 0, template(base, null, null));
        long transaction = begin(FOREVER);
        take(MatchKind.READ, transaction, base, "x", null);
        take(MatchKind.TAKE, transaction, base, "x", null);
        apply(new Command.Abort(origin(), transaction));
        assertThat(events).containsExactly(available + ":1 visible x,1", visible + ":1 visible x,1");
    }

    @Test
    void readLock_whenTheLastOneGoes_makesAvailableButNotVisible() {
        write(base, "x", "1");
        long available = register(EventKind.AVAILABLE, 0, template(base, null, null));
        register(EventKind.VISIBLE, 0, template(base, null, null));
        long first = begin(FOREVER);
        long second = begin(FOREVER);
        long within = register(EventKind.AVAILABLE, second, template(base, null, null));
        take(MatchKind.READ, first, base, "x", null);
        take(MatchKind.READ, second, base, "x", null);
        apply(new Command.Commit(origin(), first, List.of()));
        assertThat(told()).containsExactly(within + ":1 x,1");
        apply(new Command.Abort(origin(), second));
        assertThat(told()).containsExactly(available + ":1 x,1");
    }

    @Test
    void session_thatEndsWithUnacknowledgedTakes_makesThemAvailable() {
        write(base, "x", "1");
        write(base, "x", "2");
        long mine = session;
        long other = open(2, 500);
        long registration = register(EventKind.AVAILABLE, 0, template(base, null, null));
        session = other;
        assertThat(take(base, "x", null)).isEqualTo("x,1");
        apply(new Command.TakeBatch(origin(), 0, List.of(template(base, null, null)), 0, 5));
        now += 600;
        session = mine;
        apply(new Command.RenewSession(mine));
        assertThat(events).containsExactly(registration + ":1 visible x,1", registration + ":2 visible x,2");
    }

    @Test
    void registration_afterItsLease_hearsNothing() {
        long registration = id(
                apply(new Command.Register(origin(), 0, EventKind.WRITTEN, List.of(template(base, null, null)), 100)));
        long mine = session;
        session = open(2, 10_000);
        apply(new Command.RenewLease(origin(), Command.LeaseKind.REGISTRATION, registration, 200));
        session = mine;
        now += 150;
        write(base, "x", "1");
        now += 100;
        write(base, "x", "2");
        assertThat(events).containsExactly(registration + ":1");
        assertThat(apply(new Command.CancelLease(origin(), Command.LeaseKind.REGISTRATION, registration)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.UNKNOWN_LEASE));
    }

    @Test
    void events_notAcknowledged_areToldAgainWhenTheSessionIsBack() {
        long registration = register(EventKind.WRITTEN, 0, template(base, null, null));
        write(base, "x", "1");
        apply(new Command.DetachSession(session));
        long mine = session;
        session = open(2, 10_000);
        write(base, "x", "2");
        write(base, "x", "3");
        session = mine;
        assertThat(told()).containsExactly(registration + ":1");
        apply(new Command.AttachSession(new SessionId(1, 1), 0));
        assertThat(told()).containsExactly(registration + ":1", registration + ":2", registration + ":3");
        apply(new Command.AcknowledgeEvents(session, 2));
        apply(new Command.AttachSession(new SessionId(1, 1), 0));
        assertThat(told()).containsExactly(registration + ":3");
    }

    @Test
    void entry_thatAWaitingTakeGets_isHeardOfNevertheless() {
        long registration = register(EventKind.AVAILABLE, 0, template(base, null, null));
        blocked(MatchKind.TAKE, 0, 0, base, "x", null);
        write(base, "x", "1");
        assertThat(completed).hasSize(1);
        assertThat(events).containsExactly(registration + ":1 visible x,1");
    }

    private List<String> told() {
        List<String> told = new ArrayList<>(events);
        events.clear();
        return told;
    }

    private long register(EventKind kind, long transaction, Command.Template... templates) {
        return id(apply(new Command.Register(origin(), transaction, kind, List.of(templates), FOREVER)));
    }

    private static long id(Outcome outcome) {
        return ((Outcome.Registered) outcome).registration();
    }

    private void writeUnder(long transaction, String... fields) {
        apply(new Command.Write(origin(), transaction, entry(FOREVER, base, fields)));
    }
}
