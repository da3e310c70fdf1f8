package org.gridspace.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskLineTest {
    private static final long SHORT = 1_000_000;
    private static final long LONG = 1_000_000_000;

    /** The line never looks into its tasks. */
    @SuppressWarnings("NullAway")
    private static HeldTask task() {
        return new HeldTask(null, null);
    }

    @Test
    void room_atFirst_isOnePerSlot() {
        assertThat(new TaskLine(3).room()).isEqualTo(3);
    }

    @Test
    void room_whenTasksAreShort_growsAndShrinksAgainWhenTheyAreLong() {
        var line = new TaskLine(2);

        run(line, SHORT, 50);
        assertThat(line.room()).isEqualTo(10);

        run(line, LONG, 1);
        assertThat(line.room()).isEqualTo(2);
    }

    private static void run(TaskLine line, long nanos, int times) {
        for (int i = 0; i < times; i++) {
            HeldTask one = task();
            assertThat(line.offer(one)).isTrue();
            line.done(one, nanos);
        }
    }

    @Test
    void offer_beyondTheRoom_isRefused() {
        var line = new TaskLine(1);

        assertThat(line.offer(task())).isTrue();
        assertThat(line.offer(task())).isFalse();
        assertThat(line.room()).isZero();
        assertThat(line.size()).isEqualTo(1);
    }

    @Test
    void impatient_ofTasksThatWaitedTooLong_takesThemOut() {
        var line = new TaskLine(2);
        HeldTask one = task();
        line.offer(one);

        assertThat(line.impatient(System.nanoTime())).isEmpty();
        assertThat(line.impatient(System.nanoTime() + LONG)).containsExactly(one);
        assertThat(line.size()).isZero();
    }

    @Test
    void close_always_givesBackWhatWaitsAndTakesNoMore() throws Exception {
        var line = new TaskLine(2);
        HeldTask running = task();
        HeldTask waiting = task();
        line.offer(running);
        line.offer(waiting);
        assertThat(line.take()).isSameAs(running);

        assertThat(line.close()).containsExactly(waiting);
        assertThat(line.inHand()).containsExactly(running);
        assertThat(line.offer(task())).isFalse();
    }

    @Test
    void pause_forAWhile_leavesNoRoom() {
        var line = new TaskLine(2);

        line.pause(60_000);

        assertThat(line.room()).isZero();
    }
}
