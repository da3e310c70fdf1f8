package org.gridspace.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class KilledParentTest {
    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void parentKilled_always_leavesNoChildAndNoFileAfterTheNextStart(SandboxLevel level, @TempDir Path temporary)
            throws Exception {
        Assumptions.assumeTrue(
                level != SandboxLevel.FULL || SandboxRule.hasBubblewrap(), "bubblewrap is not installed");
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentProcess.class.getName(),
                        level.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("running");
            List<ProcessHandle> children = parent.descendants().toList();
            assertThat(children).isNotEmpty();
            assertThat(list(temporary)).hasSize(1);
            parent.destroyForcibly();
            await().atMost(Duration.ofSeconds(10)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            parent.destroyForcibly();
        }
        WorkFolder.sweep(temporary);
        assertThat(list(temporary)).isEmpty();
    }

    private static List<Path> list(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
