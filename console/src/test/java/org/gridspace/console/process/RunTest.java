package org.gridspace.console.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gridspace run} against a grid of separate processes. */
class RunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private HandmadeGrid grid;

    @BeforeEach
    void start() throws Exception {
        grid = new HandmadeGrid(folder, 1);
    }

    @AfterEach
    void stop() {
        grid.close();
    }

    @Test
    void run_example_makesTheJobsSpaceItself() throws Exception {
        try (Launched run =
                Launched.gridspace("run", "primes", "--limit", "1000000", "--tracker", grid.trackerAddress())) {
            assertThat(run.awaitExit(PATIENCE)).as("%s", run.err()).isZero();
            assertThat(run.out()).containsExactly("primes<=1000000: 78498");
        }
    }

    @Test
    void run_exampleInANamedSpace_usesThat() throws Exception {
        try (Launched run = Launched.gridspace(
                "run", "--tracker", grid.trackerAddress(), "--space", "render", "primes", "--limit", "1000")) {
            assertThat(run.awaitExit(PATIENCE)).as("%s", run.err()).isZero();
            assertThat(run.out()).containsExactly("primes<=1000: 168");
        }
        try (Launched run = Launched.gridspace(
                "run", "--tracker", grid.trackerAddress(), "--space", "rendr", "primes", "--limit", "1000")) {
            assertThat(run.awaitExit(PATIENCE)).isEqualTo(4);
            assertThat(run.err()).containsExactly("gridspace run: no space 'rendr' is registered; there are: render");
        }
    }

    @Test
    void run_withoutWorkers_saysSoOnceAndWaitsForOne() throws Exception {
        Launched worker = grid.workers().get(0);
        worker.signal("TERM");
        worker.awaitExit(Duration.ofSeconds(5));
        try (Launched run =
                Launched.gridspace("run", "primes", "--limit", "1000", "--tracker", grid.trackerAddress())) {
            run.awaitErr("gridspace run: no worker is in the grid yet; waiting for one");
            grid.startWorker().awaitReady();
            assertThat(run.awaitExit(PATIENCE)).isZero();
            assertThat(run.out()).containsExactly("primes<=1000: 168");
            assertThat(run.err()).filteredOn(line -> line.contains("no worker")).hasSize(1);
        }
    }

    @Test
    void run_jar_givesItArgumentsAndTheGridsAddress() throws Exception {
        Path jar = jar(MasterProgram.class.getName());
        try (Launched run = Launched.gridspaceWithoutTests(
                folder, "run", "--tracker", grid.trackerAddress(), jar.toString(), "20", "--", "--host", "x")) {
            assertThat(run.awaitExit(PATIENCE)).as("%s", run.err()).isZero();
            assertThat(run.out()).containsExactly("[20, --host, x] sum " + MasterProgram.sum(20));
        }
    }

    @Test
    void run_jarWhoseMainThrows_endsWithOne() throws Exception {
        Path jar = jar(MasterProgram.class.getName());
        try (Launched run = Launched.gridspaceWithoutTests(
                folder, "run", "--tracker", grid.trackerAddress(), jar.toString(), "fail")) {
            assertThat(run.awaitExit(PATIENCE)).isEqualTo(1);
            assertThat(run.err()).containsExactly("gridspace run: NumberFormatException: For input string: \"fail\"");
        }
    }

    @Test
    void run_jarWithoutMain_endsWithTwo() throws Exception {
        Path jar = jar("nowhere.Main");
        try (Launched run =
                Launched.gridspaceWithoutTests(folder, "run", "--tracker", grid.trackerAddress(), jar.toString())) {
            assertThat(run.awaitExit(PATIENCE)).isEqualTo(2);
            assertThat(run.err())
                    .containsExactly("gridspace run: " + jar + ": nowhere.Main has no public static main(String[])");
        }
    }

    private Path jar(String mainClass) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        Path file = folder.resolve("master.jar");
        try (OutputStream out = Files.newOutputStream(file);
                var jar = new JarOutputStream(out, manifest)) {
            for (Class<?> type : new Class<?>[] {MasterProgram.class, Spin.class}) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (var bytes = type.getResourceAsStream("/" + name)) {
                    bytes.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
        return file;
    }

    @Test
    void help_listsExamplesWithTheirOptions() throws Exception {
        try (Launched help = Launched.gridspace("run", "--help")) {
            assertThat(help.awaitExit(PATIENCE)).isZero();
            assertThat(help.out())
                    .anyMatch(line -> line.contains("primes: "))
                    .anyMatch(line -> line.contains("--limit "));
        }
    }
}
