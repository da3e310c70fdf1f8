package org.gridspace.console.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gridspace demo} as a process: what it leaves behind, however it ends. */
class DemoTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @TempDir
    Path temporary;

    @Test
    void demo_raytracer_writesThePictureAndLeavesNothingBehind() throws Exception {
        try (Launched demo =
                demo("raytracer", "--width", "120", "--height", "90", "--round", "0", "--out", "small.png")) {
            demo.awaitErr("raytracer 10 %");
            List<ProcessHandle> workers = demo.descendants();
            assertThat(workers).hasSizeGreaterThanOrEqualTo(2);
            assertThat(demo.awaitExit(PATIENCE)).isZero();
            BufferedImage picture = ImageIO.read(folder.resolve("small.png").toFile());
            assertThat(picture.getWidth()).isEqualTo(120);
            assertThat(colours(picture)).isGreaterThan(100);
            assertThat(demo.out()).anyMatch(line -> line.contains("small.png"));
            assertThat(demo.out())
                    .last()
                    .asString()
                    .matches("Done in [0-9.]+ s by 2 workers, sandbox level (full|jvm)\\..*");
            assertThat(demo.err()).allMatch(line -> line.matches("raytracer \\d+ % .*"));
            assertThat(demo.err()).last().asString().startsWith("raytracer 100 % ");
            assertGone(workers);
        }
        assertThat(list(folder)).containsExactly("small.png");
    }

    @Test
    void demo_primesWithOneAndThreeWorkers_countsTheSame() throws Exception {
        for (String workers : List.of("1", "3")) {
            try (Launched demo = demo("primes", "--limit", "1000000", "--workers", workers)) {
                assertThat(demo.awaitExit(PATIENCE)).as("%s", demo.err()).isZero();
                assertThat(demo.out().get(0)).isEqualTo("primes<=1000000: 78498");
            }
        }
    }

    @Test
    void demo_json_isOneObjectOnStdout() throws Exception {
        try (Launched demo = demo("primes", "--limit", "1000", "--json")) {
            assertThat(demo.awaitExit(PATIENCE)).as("%s", demo.err()).isZero();
            assertThat(demo.out()).hasSize(1);
            JsonNode result = new ObjectMapper().readTree(demo.out().get(0));
            assertThat(result.at("/result/0").asText()).isEqualTo("primes<=1000: 168");
            assertThat(result.get("workers").asInt()).isEqualTo(2);
            assertThat(result.get("sandbox").asText()).isIn("full", "jvm");
        }
    }

    @Test
    void demo_killed_leavesNoProcessAndNoFile() throws Exception {
        try (Launched demo = demo("primes", "--limit", "100000000000")) {
            demo.awaitDescendants(4);
            List<ProcessHandle> workers = demo.descendants();
            demo.kill();
            assertGone(workers);
        }
    }

    @Test
    void demo_interrupted_endsWith130AndLeavesNothing() throws Exception {
        try (Launched demo = demo("primes", "--limit", "100000000000")) {
            demo.awaitDescendants(4);
            List<ProcessHandle> workers = demo.descendants();
            demo.signal("INT");
            assertThat(demo.awaitExit(Duration.ofSeconds(5))).isEqualTo(130);
            assertThat(demo.err()).noneMatch(line -> line.startsWith("gridspace"));
            assertGone(workers);
        }
    }

    private Launched demo(String... args) {
        var all = Stream.concat(Stream.of("demo"), Stream.of(args)).toArray(String[]::new);
        return Launched.gridspaceIn(folder, List.of("-Djava.io.tmpdir=" + temporary), all);
    }

    private void assertGone(List<ProcessHandle> processes) {
        await("no process and no temporary file is left")
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    assertThat(processes).noneMatch(ProcessHandle::isAlive);
                    assertThat(list(temporary)).isEmpty();
                });
    }

    private static List<String> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static long colours(BufferedImage picture) {
        return java.util.stream.IntStream.range(0, picture.getWidth() * picture.getHeight())
                .map(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()))
                .distinct()
                .count();
    }
}
