package org.gridspace.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    @TempDir
    Path temporary;

    /** Whoever sweeps works out by itself when the process started; the name must not depend on when that was worked out. */
    @Test
    void sweep_processThatLives_leavesItsFolder() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            Path folder = folder(other.pid(), ticks(other.pid()));
            WorkFolder.sweep(temporary);
            assertThat(folder).exists();
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void sweep_processThatIsGone_removesItsFolder() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        Path folder = folder(other.pid(), ticks(other.pid()));
        Files.writeString(folder.resolve("left"), "over");
        other.destroyForcibly().waitFor();
        WorkFolder.sweep(temporary);
        assertThat(folder).doesNotExist();
    }

    @Test
    void sweep_anotherProcessOfThatNumber_removesTheFolder() throws Exception {
        long self = ProcessHandle.current().pid();
        Path folder = folder(self, "1");
        WorkFolder.sweep(temporary);
        assertThat(folder).doesNotExist();
    }

    @Test
    void create_isNamedAfterThisProcess() throws Exception {
        try (WorkFolder folder = WorkFolder.create()) {
            long self = ProcessHandle.current().pid();
            assertThat(folder.path().getFileName().toString())
                    .startsWith("gridspace-sandbox-" + self + "-" + ticks(self) + "-");
        }
    }

    private Path folder(long pid, String start) throws IOException {
        return Files.createDirectory(temporary.resolve("gridspace-sandbox-" + pid + "-" + start + "-123"));
    }

    /** As {@code ps} and others count it: the 22nd field; the second is the command's name in brackets. */
    private static String ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.replaceFirst("^.*\\) ", "").split(" ")[19];
    }
}
