package org.gridspace.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A child whose runtime has been taken over, played by a shell: whatever it says, it is killed and reported. */
@Timeout(60)
class HostileChildTest {
    private static final SandboxRule RULE = new SandboxRule("2s", "2s", "");

    private static Child child(Watch watch, String script) throws Exception {
        Process process = new ProcessBuilder("/bin/sh", "-c", script).start();
        return new Child(process, ChildContext.of(RULE.profile(), watch));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    printf 'hello, this is no frame'; cat >/dev/null     | a frame of 1751477356 bytes
                    printf '\\377\\377\\377\\377\\005'; cat >/dev/null   | a frame of 4294967295 bytes
                    printf '\\000\\000\\000\\000\\005'; cat >/dev/null   | a frame of 0 bytes
                    printf '\\000\\000\\000\\001\\377'; cat >/dev/null   | a frame of unknown type 255
                    printf '\\000\\000\\000\\001\\010'; cat >/dev/null   | an unexpected LOADED
                    head -c 50 >/dev/null; printf '\\000\\000\\000\\011\\005abc' | a frame is cut off
                    head -c 50 >/dev/null; printf '\\000\\000'                 | a frame is cut off
                    exit 7                                               | ended with exit code 7
                    kill -KILL $$                                        | ended by signal 9
                    exec >&-; exec sleep 60                              | closed its pipe without ending
                    """)
    void begin_whatNoChildMaySay_killsItAndSaysWhy(String script, String reason) throws Exception {
        try (Watch watch = new Watch();
                Child child = child(watch, script)) {
            assertThatThrownBy(child::begin).isInstanceOf(ChildDied.class).hasMessageContaining(reason);
            assertThat(child.isAlive()).isFalse();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> ProcessHandle.of(child.pid())
                            .filter(ProcessHandle::isAlive)
                            .isEmpty());
        }
    }

    @Test
    void run_giganticReply_isNotEvenRead() throws Exception {
        String ready = "printf '\\000\\000\\000\\001\\005'; ";
        try (Watch watch = new Watch();
                Child child = child(watch, ready + "printf '\\100\\000\\000\\000\\012'; exec cat /dev/zero")) {
            child.begin();
            assertThatThrownBy(() -> child.run(new byte[10]))
                    .isInstanceOf(ChildDied.class)
                    .hasMessageContaining("a frame of 1073741824 bytes");
        }
    }

    @Test
    void run_brokenFieldsInReply_killTheChild() throws Exception {
        String ready = "printf '\\000\\000\\000\\001\\005'; ";
        try (Watch watch = new Watch();
                Child child =
                        child(watch, ready + "printf '\\000\\000\\000\\005\\013\\177\\000\\000\\000'; exec sleep 60")) {
            child.begin();
            assertThatThrownBy(() -> child.run(new byte[10]))
                    .isInstanceOf(ChildDied.class)
                    .hasMessageContaining("broke the protocol");
            assertThat(child.isAlive()).isFalse();
        }
    }

    @Test
    void run_childThatDoesNotRead_isKilledByWallTime() throws Exception {
        try (Watch watch = new Watch();
                Child child = child(watch, "printf '\\000\\000\\000\\001\\005'; exec sleep 60")) {
            child.begin();
            assertThatThrownBy(() -> child.run(new byte[1 << 20]))
                    .isInstanceOfSatisfying(
                            ChildDied.class, e -> assertThat(e.limit()).contains("wall-time"));
        }
    }

    @Test
    void run_endlessOutput_killsTheChild() throws Exception {
        try (Watch watch = new Watch();
                Child child = child(watch, "printf '\\000\\000\\000\\001\\005'; exec cat /dev/zero >&2")) {
            child.begin();
            assertThatThrownBy(() -> child.run(new byte[10]))
                    .isInstanceOfSatisfying(
                            ChildDied.class, e -> assertThat(e.limit()).contains("output"));
        }
    }
}
