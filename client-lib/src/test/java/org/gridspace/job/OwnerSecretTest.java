package org.gridspace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerSecretTest {
    @TempDir
    Path folder;

    @Test
    void load_withoutFile_makesOneThatOnlyItsOwnerCanRead() throws Exception {
        Path file = folder.resolve("home/.gridspace/local");

        OwnerSecret first = OwnerSecret.load(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.size(file)).isEqualTo(32);
        assertThat(OwnerSecret.load(file)).isEqualTo(first);
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void load_byManyAtOnce_givesAllTheSameSecret() throws Exception {
        Path file = folder.resolve("local");
        var threads = Executors.newFixedThreadPool(8);
        try {
            Callable<OwnerSecret> load = () -> OwnerSecret.load(file);
            var secrets = new ArrayList<OwnerSecret>();
            for (Future<OwnerSecret> secret :
                    threads.invokeAll(List.of(load, load, load, load, load, load, load, load))) {
                secrets.add(secret.get());
            }
            assertThat(secrets).containsOnly(OwnerSecret.load(file));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void load_readableByOthers_isRefused() throws Exception {
        Path file = folder.resolve("local");
        OwnerSecret.load(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> OwnerSecret.load(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("may read");
    }

    @Test
    void isProvenBy_anyOtherTask_isFalse() throws Exception {
        OwnerSecret secret = OwnerSecret.load(folder.resolve("local"));
        TaskEntry task = task();
        task.proof = secret.proof(task);
        assertThat(secret.isProvenBy(task)).isTrue();

        List<Consumer<TaskEntry>> changes = List.of(
                t -> t.job = new UUID(1, 3),
                t -> t.number = 8,
                t -> t.owner = "somebody",
                t -> t.sandbox = "full",
                t -> t.code = "aabb",
                t -> t.task = new byte[] {1, 2, 4},
                t -> t.proof = null);
        for (Consumer<TaskEntry> change : changes) {
            TaskEntry other = task();
            other.proof = task.proof;
            change.accept(other);
            assertThat(secret.isProvenBy(other)).isFalse();
        }
    }

    @Test
    void isProvenBy_otherSecret_isFalse() throws Exception {
        JobEntry job = JobEntry.template(new UUID(1, 2));
        job.proof = OwnerSecret.load(folder.resolve("one")).proof(job);

        assertThat(OwnerSecret.load(folder.resolve("one")).isProvenBy(job)).isTrue();
        assertThat(OwnerSecret.load(folder.resolve("two")).isProvenBy(job)).isFalse();
    }

    @Test
    void toString_always_saysNothingOfTheSecret() throws Exception {
        Path file = folder.resolve("local");
        OwnerSecret secret = OwnerSecret.load(file);

        String hex = HexFormat.of().formatHex(Files.readAllBytes(file));
        assertThat(hex).doesNotContain(secret.owner());
        assertThat(secret.toString()).isEqualTo("OwnerSecret[" + secret.owner() + "]");
    }

    private static TaskEntry task() {
        TaskEntry task = TaskEntry.template(new UUID(1, 2), 7);
        task.owner = "me";
        task.sandbox = "jvm";
        task.code = "aa";
        task.task = new byte[] {1, 2, 3};
        return task;
    }
}
