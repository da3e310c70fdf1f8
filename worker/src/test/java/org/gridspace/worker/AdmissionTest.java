package org.gridspace.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.job.OwnerSecret;
import org.gridspace.job.TaskEntry;
import org.gridspace.worker.sandbox.SandboxLevel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionTest {
    @TempDir
    Path folder;

    private WorkerConfig config;
    private OwnerSecret secret;

    @BeforeEach
    void configure() throws Exception {
        config = WorkerConfig.of(GridNetwork.loopback(), folder.resolve("worker.policy"))
                .withSecret(folder.resolve("local"));
        secret = OwnerSecret.load(config.secret());
    }

    private static Admission at(SandboxLevel level, WorkerConfig config) {
        return Admission.at(level, List.of("something"), config);
    }

    private TaskEntry task(OwnerSecret of) {
        TaskEntry task = TaskEntry.template(new UUID(1, 2), 3);
        task.owner = secret.owner();
        task.sandbox = "jvm";
        task.code = "ab";
        task.task = new byte[] {1};
        task.proof = of.proof(task);
        return task;
    }

    @Test
    void template_atFullLevel_asksForAnybodysTasks() {
        TaskEntry template = at(SandboxLevel.FULL, config).template().orElseThrow();

        assertThat(template.owner).isNull();
        assertThat(template.sandbox).isNull();
    }

    @Test
    void template_belowFull_asksOnlyForOwnTasksThatTakeThisLevel() {
        TaskEntry template = at(SandboxLevel.JVM, config).template().orElseThrow();

        assertThat(template.owner).isEqualTo(secret.owner());
        assertThat(template.sandbox).isEqualTo("jvm");
    }

    @Test
    void template_belowFullWithAnExplicitWord_asksForAnybodysTasksThatTakeThisLevel() {
        TaskEntry template = at(SandboxLevel.JVM, config.withSandbox(SandboxLevel.JVM))
                .template()
                .orElseThrow();

        assertThat(template.owner).isNull();
        assertThat(template.sandbox).isEqualTo("jvm");
    }

    @Test
    void template_belowFullWithoutSecret_asksForNothing() throws Exception {
        Files.setPosixFilePermissions(config.secret(), PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(at(SandboxLevel.JVM, config).template()).isEmpty();
    }

    @Test
    void refusal_ofOwnTask_isNone() {
        assertThat(at(SandboxLevel.JVM, config).refusal(task(secret))).isEmpty();
    }

    @Test
    void refusal_ofTaskThatOnlyClaimsToBeOwn_saysSo() throws Exception {
        OwnerSecret stranger = OwnerSecret.load(folder.resolve("stranger"));

        assertThat(at(SandboxLevel.JVM, config).refusal(task(stranger)).orElseThrow())
                .contains("owner");
    }

    @Test
    void refusal_ofStrangersTaskWhereStrangersAreTaken_isNone() throws Exception {
        OwnerSecret stranger = OwnerSecret.load(folder.resolve("stranger"));

        assertThat(at(SandboxLevel.FULL, config).refusal(task(stranger))).isEmpty();
    }

    @Test
    void refusal_ofIncompleteTask_saysSo() {
        TaskEntry incomplete = task(secret);
        incomplete.code = null;

        assertThat(at(SandboxLevel.FULL, config).refusal(incomplete).orElseThrow())
                .contains("incomplete");
    }
}
