package org.gridspace.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a policy grants of the file system is there, and nothing else; what an examination reports is so. */
@Timeout(120)
class GrantedPathsTest {
    private static final JobJar JAR = JobJar.of(FileTasks.class, Invoke.class);

    private static Path open(Path path, String rights) throws Exception {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }

    private static String run(Child child, String task, Path file) throws Exception {
        TaskReply reply = child.run(JobJar.serialized(new FileTasks.On(task, file.toString())));
        assertThat(reply).isInstanceOf(TaskReply.Returned.class);
        return (String) JobJar.deserialized(((TaskReply.Returned) reply).value());
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void run_grantedDirectories_areReadOrWrittenAndNoOthers(SandboxLevel level, @TempDir Path root) throws Exception {
        open(root, "rwxr-xr-x");
        Path data = open(Files.createDirectory(root.resolve("data")), "rwxr-xr-x");
        Path out = open(Files.createDirectory(root.resolve("out")), "rwxrwxrwx");
        Path other = open(Files.writeString(root.resolve("other.txt"), "secret"), "rw-r--r--");
        open(Files.writeString(data.resolve("in.txt"), "given"), "rw-r--r--");
        String grants = "permission java.io.FilePermission \"" + data + "/-\", \"read\";"
                + "permission java.io.FilePermission \"" + out + "/-\", \"read,write,delete\";";
        try (SandboxRule rule = new SandboxRule("30s", "30s", grants);
                Child child = rule.at(level).borrow()) {
            assertThat(rule.at(level).level()).isEqualTo(level);
            child.load(JAR.sha256(), JAR.bytes());
            assertThat(run(child, "read", data.resolve("in.txt"))).isEqualTo("given");
            assertThat(run(child, "write", out.resolve("result.txt"))).isEqualTo("written");
            assertThat(out.resolve("result.txt")).hasContent("result");
            assertThat(run(child, "write", data.resolve("more.txt")))
                    .startsWith("java.security.AccessControlException");
            assertThat(run(child, "read", other)).startsWith("java.security.AccessControlException");
            assertThat(data).isDirectoryNotContaining("glob:**more.txt");
        }
    }

    @ParameterizedTest
    @EnumSource(value = SandboxLevel.class, names = "FULL")
    void run_scratchSpace_isPrivateAndBounded(SandboxLevel level) throws Exception {
        String grants = "permission java.io.FilePermission \"${gridspace.scratch}/-\", \"read,write,delete\";"
                + "permission org.gridspace.policy.ResourcePermission \"scratch\", \"2m\";";
        Path scratch = Path.of("/scratch");
        try (SandboxRule rule = new SandboxRule("30s", "30s", grants);
                Child one = rule.at(level).borrow();
                Child two = rule.at(level).borrow()) {
            one.load(JAR.sha256(), JAR.bytes());
            two.load(JAR.sha256(), JAR.bytes());
            assertThat(run(one, "write", scratch.resolve("a.txt"))).isEqualTo("written");
            assertThat(run(one, "read", scratch.resolve("a.txt"))).isEqualTo("result");
            assertThat(run(two, "read", scratch.resolve("a.txt"))).startsWith("java.nio.file.NoSuchFileException");
            assertThat(run(one, "fill", scratch.resolve("big"))).contains("No space left");
            assertThat(run(one, "write", scratch.resolve("..").resolve("b.txt")))
                    .startsWith("java.security.AccessControlException");
        }
        assertThat(scratch).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void examine_blankChild_reportsWhatTheOperatingSystemAllows(SandboxLevel level) throws Exception {
        try (SandboxRule rule = new SandboxRule("30s", "30s", "");
                Child child = rule.at(level).borrow();
                ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            List<String> reached = child.examine(listener.getLocalPort());
            if (level == SandboxLevel.FULL) {
                assertThat(reached).isEmpty();
            } else {
                assertThat(reached)
                        .contains(
                                "/etc/passwd can be read",
                                "/proc/self/status can be read",
                                "/tmp can be written",
                                "the machine's network can be reached",
                                "a socket can be opened",
                                "a program can be started");
            }
        }
    }
}
