package org.gridspace.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridspace.server.engine.Command;
import org.gridspace.server.engine.Outcome;
import org.gridspace.server.engine.SpaceEngine;
import org.gridspace.server.log.MemoryLog;
import org.gridspace.wire.FarewellCode;
import org.gridspace.wire.LeaseKind;
import org.gridspace.wire.MatchKind;
import org.gridspace.wire.RefusalCode;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.gridspace.wire.Template;
import org.gridspace.wire.WireFormatException;
import org.junit.jupiter.api.Test;

/** The service with a clock and a timer that the test moves. */
class SpaceServiceTest {
    private static final long START = 1_000_000;
    private static final long LEASE = 1_000;

    private long nanos = 77;
    private final List<Alarmed> alarms = new ArrayList<>();
    private final SpaceService service =
            new SpaceService(new SpaceEngine(1), MemoryLog::new, new SpaceClock(0, START, () -> nanos), this::alarm);

    /** A task of the timer. */
    private record Alarmed(long atNanos, Runnable task) {}

    /** What one client gets. */
    private static final class Port implements ReplyPort {
        private final List<Reply> replies = new ArrayList<>();
        private FarewellCode farewell;

        @Override
        public void send(Reply reply) {
            replies.add(reply);
        }

        @Override
        public void end(FarewellCode reason, String detail) {
            farewell = reason;
        }

        Reply last() {
            return replies.get(replies.size() - 1);
        }
    }

    private Runnable alarm(long delayMillis, Runnable task) {
        var alarmed = new Alarmed(nanos + TimeUnit.MILLISECONDS.toNanos(delayMillis), task);
        alarms.add(alarmed);
        return () -> alarms.remove(alarmed);
    }

    /** Lets time pass; the timer does what is due, in the order of its times. */
    private void pass(long millis) {
        long end = nanos + TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            Alarmed next = alarms.stream()
                    .filter(alarmed -> alarmed.atNanos <= end)
                    .min((a, b) -> Long.compare(a.atNanos, b.atNanos))
                    .orElse(null);
            if (next == null) {
                nanos = end;
                return;
            }
            nanos = Math.max(nanos, next.atNanos);
            alarms.remove(next);
            next.task.run();
        }
    }

    private Attachment open(Port port, long id) throws WireFormatException {
        Attachment attachment = service.connect(port);
        attachment.handle(new Request.OpenSession(1, 0, id, LEASE));
        assertThat(port.last()).isInstanceOf(Reply.SessionOpened.class);
        return attachment;
    }

    private static Request.Match take(long sequence, long timeoutMillis) {
        return new Request.Match(sequence, MatchKind.TAKE, 0, new Template(0, new byte[0]), timeoutMillis, 0);
    }

    @Test
    void blockedTake_timesOutAtItsDeadline_withoutAnyRequest() throws Exception {
        var port = new Port();
        Attachment client = open(port, 1);
        client.handle(take(2, 400));
        int before = port.replies.size();
        pass(399);
        assertThat(port.replies).hasSize(before);
        pass(1);
        assertThat(port.last()).isEqualTo(new Reply.NothingFound(2));
    }

    @Test
    void timer_isSetOnceForTheEarliestDeadline_andNotAtAllWithoutOne() throws Exception {
        assertThat(alarms).isEmpty();
        Attachment client = open(new Port(), 1);
        client.handle(take(2, 500));
        client.handle(take(3, 100));
        client.handle(take(4, 300));
        assertThat(alarms).hasSize(1);
        assertThat(alarms.get(0).atNanos).isEqualTo(nanos + TimeUnit.MILLISECONDS.toNanos(100));
        client.handle(new Request.CloseSession(5));
        pass(10 * LEASE);
        assertThat(alarms).isEmpty();
    }

    @Test
    void session_withAnyRequest_livesOn_andWithoutEnds() throws Exception {
        var port = new Port();
        Attachment client = open(port, 1);
        for (int i = 0; i < 10; i++) {
            pass(LEASE / 2);
            client.handle(new Request.DescribeType(2 + i, 0)); // no request of the session itself
        }
        client.handle(new Request.RenewSession(20));
        assertThat(port.last()).isEqualTo(new Reply.Done(20));
        pass(LEASE);
        client.handle(new Request.RenewSession(21));
        assertThat(port.last())
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalCode.SESSION_ENDED));
    }

    @Test
    void attach_elsewhere_takesOverTheWaits_andSilencesTheFirst() throws Exception {
        var first = new Port();
        Attachment before = open(first, 1);
        before.handle(take(2, 400));
        var second = new Port();
        Attachment after = service.connect(second);
        after.handle(new Request.AttachSession(1, 0, 1, 0));
        assertThat(first.farewell).isEqualTo(FarewellCode.SUPERSEDED);
        assertThatThrownBy(() -> before.handle(new Request.RenewSession(3))).isInstanceOf(WireFormatException.class);
        before.disconnected(); // late: must not detach the session from the second one
        after.handle(new Request.TakeCensus(4));
        pass(400);
        assertThat(first.replies).hasSize(1);
        assertThat(second.last()).isEqualTo(new Reply.NothingFound(2));
    }

    @Test
    void disconnected_thenAttachedAndRepeated_getsTheOutcome() throws Exception {
        var first = new Port();
        Attachment before = open(first, 1);
        before.handle(take(2, 100));
        before.disconnected();
        pass(200);
        assertThat(first.replies).hasSize(1);
        var second = new Port();
        Attachment after = service.connect(second);
        after.handle(new Request.AttachSession(1, 0, 1, 0));
        after.handle(take(2, 0));
        assertThat(second.last()).isEqualTo(new Reply.NothingFound(2));
    }

    @Test
    void request_afterClose_isRefused() throws Exception {
        var port = new Port();
        Attachment client = open(port, 1);
        client.handle(new Request.CloseSession(2));
        assertThat(port.last()).isEqualTo(new Reply.Done(2));
        assertThatThrownBy(() -> client.handle(new Request.RenewSession(3))).isInstanceOf(WireFormatException.class);
    }

    @Test
    void lease_isToldAsWhatIsLeftOfIt() throws Exception {
        var port = new Port();
        Attachment client = open(port, 1);
        client.handle(new Request.Begin(2, 0, 500));
        Reply.Begun begun = (Reply.Begun) port.last();
        assertThat(begun.leaseMillis()).isEqualTo(500);
        pass(200);
        client.handle(new Request.Begin(2, 0, 500)); // repeated: the same transaction, of which less is left
        assertThat(port.last()).isEqualTo(new Reply.Begun(2, begun.transaction(), 300));
        client.handle(new Request.RenewLease(3, LeaseKind.TRANSACTION, begun.transaction(), Long.MAX_VALUE));
        assertThat(port.last()).isEqualTo(new Reply.Granted(3, Long.MAX_VALUE));
    }

    @Test
    void clock_ignoresTheWallAfterItsStart_andNeverGoesBackBeyondTheLastStamp() {
        var clock = new SpaceClock(5_000, 3_000, () -> nanos);
        assertThat(clock.nowMillis()).isEqualTo(5_000);
        nanos += TimeUnit.MILLISECONDS.toNanos(7);
        assertThat(clock.nowMillis()).isEqualTo(5_007);
        assertThat(new SpaceClock(5_000, 9_000, () -> nanos).nowMillis()).isEqualTo(9_000);
    }

    @Test
    void memoryLog_submitWhileApplying_isRefused() {
        var log = new MemoryLog[1];
        log[0] = new MemoryLog((command, now) -> {
            log[0].submit(new Command.Tick(), now, (outcome, at) -> {});
            return new Outcome.Done();
        });
        assertThatThrownBy(() -> log[0].submit(new Command.Tick(), 1, (outcome, at) -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void memoryLog_closed_appliesNothing() {
        var applied = new ArrayList<Command>();
        var log = new MemoryLog((command, now) -> {
            applied.add(command);
            return new Outcome.Done();
        });
        log.submit(new Command.Tick(), 1, (outcome, at) -> {});
        log.close();
        log.submit(new Command.Tick(), 2, (outcome, at) -> {});
        assertThat(applied).hasSize(1);
    }
}
