package org.gridspace.server.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.tracker.TrackerConfig;
import org.gridspace.tracker.TrackerServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stranger.Detail;
import stranger.Picture;
import stranger.Stranger;

/** A Jini client in a process of its own, with two jars and without any flag. */
class StrangerTest {
    @TempDir
    Path temp;

    private static String jar(String artifact) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.contains(artifact) && path.endsWith(".jar"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No jar of " + artifact + ": build with the package phase"));
    }

    private void copy(Class<?> type) throws Exception {
        String file = type.getName().replace('.', '/') + ".class";
        Path target = temp.resolve(file);
        Files.createDirectories(target.getParent());
        try (InputStream in = type.getResourceAsStream("/" + file)) {
            Files.copy(in, target);
        }
    }

    @Test
    void stranger_twoJarsNoFlags_writesAndTakesItsOwnEntry() throws Exception {
        for (Class<?> type : List.of(Stranger.class, Picture.class, Detail.class)) {
            copy(type);
        }
        String path = String.join(File.pathSeparator, temp.toString(), jar("gridspace-client"), jar("gridspace-river"));
        try (TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback());
                SpaceHost host =
                        SpaceHost.start(new SpaceHostConfig("render", GridNetwork.loopback(tracker.address()), 0, 0))) {
            assertThat(host.awaitRegistered(Duration.ofSeconds(20))).isTrue();
            Path output = temp.resolve("output");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            path,
                            Stranger.class.getName(),
                            "jini://" + tracker.address(),
                            "render")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(Files.readAllLines(output)).containsExactly("took 7 seven 49", "left null");
            assertThat(ended).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }
}
