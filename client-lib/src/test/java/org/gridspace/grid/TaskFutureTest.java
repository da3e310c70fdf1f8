package org.gridspace.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class TaskFutureTest {
    @Test
    void succeed_thenFail_keepsTheFirst() throws Exception {
        var future = new TaskFuture<>(() -> "local");

        future.succeed("remote");
        future.fail(new IllegalStateException());

        assertThat(future.get()).isEqualTo("remote");
    }

    @Test
    void fail_always_becomesTheCause() {
        var future = new TaskFuture<>(() -> "local");
        var cause = new CancellationException("the task's own");

        future.fail(cause);

        assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class).hasCause(cause);
    }

    @Test
    void succeed_withAFixedValue_givesThat() throws Exception {
        var future = new TaskFuture<>(() -> {}, "fixed");

        future.succeed("ignored");

        assertThat(future.get()).isEqualTo("fixed");
    }

    @Test
    void cancel_twice_tellsItsListenerOnce() {
        var future = new TaskFuture<>(() -> "local");
        List<Boolean> heard = new ArrayList<>();
        future.onCancel(heard::add);

        assertThat(future.cancel(true)).isTrue();
        assertThat(future.cancel(false)).isFalse();

        assertThat(heard).containsExactly(true);
        assertThat(future.isCancelled()).isTrue();
    }

    @Test
    void onDone_beforeAndAfterTheEnd_isCalled() {
        var future = new TaskFuture<>(() -> "local");
        List<String> heard = new ArrayList<>();
        future.onDone(done -> heard.add("before"));

        future.succeed("x");
        future.onDone(done -> heard.add("after"));

        assertThat(heard).containsExactly("before", "after");
    }

    @Test
    void run_ofATaskThatCameBack_runsItHere() throws Exception {
        var future = new TaskFuture<>(() -> "local");

        future.run();

        assertThat(future.get()).isEqualTo("local");
    }
}
