package org.gridspace.server.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
        assertThat(run(List.of(), jar("gridspace-client"), jar("gridspace-river")))
                .containsExactly("took 7 seven 49", "left null", "outside null", "committed 7");
    }

    /** The proxy comes from the space's own HTTP server; that takes a security manager, as it always has. */
    @Test
    void stranger_noJarOfOursButASecurityManager_downloadsTheProxy() throws Exception {
        Path policy =
                Files.writeString(temp.resolve("all.policy"), "grant { permission java.security.AllPermission; };");
        List<String> flags = List.of("-Djava.security.manager", "-Djava.security.policy==" + policy);
        assertThat(run(flags, jar("gridspace-river"))).endsWith("took 7 seven 49", "left null", "outside null", "committed 7");
    }

    private List<String> run(List<String> flags, String... jars) throws Exception {
        for (Class<?> type : List.of(Stranger.class, Picture.class, Detail.class)) {
            copy(type);
        }
        try (TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback());
                SpaceHost host =
                        SpaceHost.start(new SpaceHostConfig("render", GridNetwork.loopback(tracker.address()), 0, 0))) {
            assertThat(host.awaitRegistered(Duration.ofSeconds(20))).isTrue();
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(flags);
            command.add("-cp");
            command.add(temp + File.pathSeparator + String.join(File.pathSeparator, jars));
            command.addAll(List.of(Stranger.class.getName(), "jini://" + tracker.address(), "render"));
            Path output = temp.resolve("output");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            List<String> lines = Files.readAllLines(output);
            assertThat(ended).as("%s", lines).isTrue();
            return lines;
        }
    }
}
