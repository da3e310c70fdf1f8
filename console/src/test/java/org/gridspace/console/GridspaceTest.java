package org.gridspace.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GridspaceTest {
    private static final String NOBODY = "--tracker=127.0.0.1:1";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tracker", "space", "worker", "demo", "run", "peers", "ls", "read", "take", "write", "bench", "help"
            })
    void help_ofEveryCommand_isShownAndListed(String command) {
        Ran help = Ran.gridspace(command, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: gridspace " + command);
        assertThat(help.err()).isEmpty();
        assertThat(Ran.gridspace("help", command).out()).isEqualTo(help.out());
        assertThat(Ran.gridspace("help").out()).containsPattern("\\n  " + command + " +[A-Z]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "console", "verify", "keys", "stats", "why", "watch"})
    void execute_commandThatIsNotThereYet_isUnknown(String command) {
        Ran ran = Ran.gridspace(command);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).startsWith("gridspace: unknown command '" + command + "'");
        assertThat(Ran.gridspace("--help").out()).doesNotContainPattern("\\n  " + command + " ");
    }

    @Test
    void version_always_isShown() {
        Ran ran = Ran.gridspace("--version");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).startsWith("gridspace ").contains("Java 17");
    }

    static Stream<Arguments> misuses() {
        return Stream.of(
                Arguments.of("", "gridspace: which command? `gridspace help` lists them"),
                Arguments.of("frobnicate", "gridspace: unknown command 'frobnicate'; `gridspace help` lists them"),
                Arguments.of("spaec render", "gridspace: unknown command 'spaec'; did you mean 'space'?"),
                Arguments.of("help spaec", "gridspace help: unknown command 'spaec'; did you mean 'space'?"),
                Arguments.of("--jsn", "gridspace: unknown option '--jsn'"),
                Arguments.of("ls --jsn", "gridspace ls: unknown option '--jsn'; did you mean '--json'?"),
                Arguments.of(
                        "space --prot=1 render", "gridspace space: unknown option '--prot'; did you mean '--port'?"),
                Arguments.of("space", "gridspace space: missing NAME"),
                Arguments.of("space a b", "gridspace space: unexpected argument 'b'"),
                Arguments.of(
                        "space a --port 65536", "gridspace space: --port 65536: a port is 0 (any free one) to 65535"),
                Arguments.of(
                        "space a --port x", "gridspace space: Invalid value for option '--port': 'x' is not an int"),
                Arguments.of("space a --data d", "gridspace space: --data is not available yet"),
                Arguments.of("space a --durability fsync", "gridspace space: --durability fsync is not available yet"),
                Arguments.of("space a --durability async", "gridspace space: --durability async is not available yet"),
                Arguments.of("space a --durability x", "gridspace space: --durability x: memory, async or fsync"),
                Arguments.of("space a --replicas 3", "gridspace space: --replicas 3 is not available yet"),
                Arguments.of("space a --replicas 0", "gridspace space: --replicas 0: there must be one at least"),
                Arguments.of("worker", "gridspace worker: missing --policy FILE"),
                Arguments.of("worker --policy p --slots 0", "gridspace worker: a worker has 1 to 512 slots, not 0"),
                Arguments.of("worker --policy p --when idle", "gridspace worker: --when idle is not available yet"),
                Arguments.of("worker --policy p --when never", "gridspace worker: --when never: always or idle"),
                Arguments.of("worker --policy p --sandbox x", "gridspace worker: --sandbox x: auto, full or jvm"),
                Arguments.of("bench keyd", "gridspace bench: no row is called keyd; did you mean keyed?"),
                Arguments.of("bench --rounds 0", "gridspace bench: --rounds 0: 1 to 100"),
                Arguments.of("bench --max-entries 0", "gridspace bench: --max-entries 0: there must be one at least"),
                Arguments.of(
                        "bench --without blitz",
                        "gridspace bench: --without blitz: outrigger, outrigger-flat, redis or tcp"),
                Arguments.of("read a", "gridspace read: missing CLASS"),
                Arguments.of("read a C x", "gridspace read: 'x' is not of the form field=type:value"),
                Arguments.of("take a C x=5", "gridspace take: 'x=5' is not of the form field=type:value"),
                Arguments.of("take a C x=int:5 x=int:6", "gridspace take: field 'x' is given twice"),
                Arguments.of("read a C --timeout -1", "gridspace read: --timeout -1: milliseconds, 0 or more"),
                Arguments.of("write a C --lease 0", "gridspace write: --lease 0: milliseconds, 1 or more"),
                Arguments.of("demo dance", "gridspace demo: unknown example 'dance'; there are: primes, raytracer"),
                Arguments.of("demo raytracr", "gridspace demo: unknown example 'raytracr'; did you mean 'raytracer'?"),
                Arguments.of("demo --workers 0", "gridspace demo: --workers 0: there must be one at least"),
                Arguments.of("run", "gridspace run: missing EXAMPLE|JAR"),
                Arguments.of("ls --tracker [::1", "gridspace ls: --tracker: Not HOST:PORT: '[::1'"),
                Arguments.of("ls --tracker a/b", "gridspace ls: --tracker: Not a host: 'a/b'"));
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void execute_misuse_isOneLineAndTwo(String line, String expected) {
        Ran ran = Ran.gridspace(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(ran.errorLines()).containsExactly(expected);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tracker", "space a", "ls", "run primes"})
    void execute_wideAddressWithoutInsecureNetwork_isRefused(String line) {
        Ran ran = Ran.gridspace((line + " --host 0.0.0.0").split(" "));
        assertThat(ran.errorLines()).hasSize(1);
        assertThat(ran.err())
                .startsWith("gridspace " + line.split(" ")[0] + ": ")
                .contains("0.0.0.0", "--insecure-network");
        assertThat(ran.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ls", "peers", "read a C", "take a C", "write a C", "run primes"})
    void execute_unreachableTracker_givesUpAfterFiveSeconds(String line) {
        long start = System.nanoTime();
        Ran ran = Ran.gridspace((line + " " + NOBODY).split(" "));
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertThat(ran.errorLines())
                .containsExactly(
                        "gridspace " + line.split(" ")[0] + ": no tracker answers at 127.0.0.1:1; gave up after 5 s");
        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(millis).isBetween(4_900L, 10_000L);
    }

    @Test
    void worker_missingPolicyFile_endsWithThree() {
        Ran ran = Ran.gridspace("worker", NOBODY, "--policy", "/nowhere/strict.policy");
        assertThat(ran.errorLines()).containsExactly("gridspace worker: no policy file /nowhere/strict.policy");
        assertThat(ran.exitCode()).isEqualTo(3);
    }

    @Test
    void worker_policyWithASyntaxError_namesTheLine() throws IOException {
        Path policy = Files.writeString(folder.resolve("broken.policy"), "grant {\n    permission ;\n};\n");
        Ran ran = Ran.gridspace("worker", NOBODY, "--policy", policy.toString());
        assertThat(ran.errorLines()).hasSize(1);
        assertThat(ran.err()).startsWith("gridspace worker: " + policy).contains("2");
        assertThat(ran.exitCode()).isEqualTo(3);
    }

    @Test
    void space_portInUse_endsWithFive() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ran ran = Ran.gridspace("space", "render", NOBODY, "--port", "" + taken.getLocalPort());
            assertThat(ran.errorLines()).hasSize(1);
            assertThat(ran.err()).startsWith("gridspace space: ").contains("" + taken.getLocalPort());
            assertThat(ran.exitCode()).isEqualTo(5);
        }
    }

    @Test
    void tracker_portInUse_endsWithFive() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ran ran = Ran.gridspace("tracker", "--http", "0", "--port", "" + taken.getLocalPort());
            assertThat(ran.errorLines()).hasSize(1);
            assertThat(ran.err()).startsWith("gridspace tracker: ").contains("" + taken.getLocalPort());
            assertThat(ran.exitCode()).isEqualTo(5);
        }
    }

    @Test
    void execute_failureWithVerbose_addsTheStackTrace() {
        Ran ran = Ran.gridspace("worker", NOBODY, "--policy", "/nowhere/strict.policy", "--verbose");
        assertThat(ran.errorLines()).startsWith("gridspace worker: no policy file /nowhere/strict.policy");
        assertThat(ran.err()).contains("\tat org.gridspace.console.command.WorkerCommand.call");
    }
}
