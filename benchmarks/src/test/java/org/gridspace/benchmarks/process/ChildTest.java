package org.gridspace.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChildTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** What a supervised process runs. */
    public static final class Quiet {
        private Quiet() {}

        /** Does nothing and returns. */
        public static void main(String[] args) {
            if (args.length > 0) {
                throw new IllegalStateException(args[0]);
            }
        }
    }

    @Test
    void supervised_mainThatReturns_isReadyAnswersAndEndsWithItsInput() throws Exception {
        Child child = Child.start("quiet", JavaCommand.own().run(Supervised.class, Quiet.class.getName()));
        ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();
        assertThat(child.awaitReady(SOON)).isEmpty();
        child.send("heap");
        assertThat(child.answer(SOON)).matches("heap [1-9][0-9]+");
        child.close();
        process.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThatThrownBy(() -> child.answer(SOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("quiet has ended");
    }

    @Test
    void supervised_mainThatFails_saysWhy() throws Exception {
        try (Child child =
                Child.start("failing", JavaCommand.own().run(Supervised.class, Quiet.class.getName(), "no luck"))) {
            assertThatThrownBy(() -> child.awaitReady(SOON))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("IllegalStateException: no luck");
        }
    }

    @Test
    void answer_processThatEnds_failsWithItsLastWords() throws Exception {
        try (Child child = Child.start("shell", List.of("sh", "-c", "echo one; echo two; exit 3"))) {
            assertThatThrownBy(() -> child.answer(SOON))
                    .isInstanceOf(IOException.class)
                    .hasMessage("shell has ended: one | two");
        }
    }
}
