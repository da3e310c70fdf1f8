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
import java.util.stream.LongStream;
import net.jini.core.lease.Lease;
import net.jini.space.JavaSpace05;
import org.gridspace.client.RemoteSpace;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.tracker.TrackerConfig;
import org.gridspace.tracker.TrackerServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stranger.Answer;
import stranger.Collector;
import stranger.Detail;
import stranger.Job;
import stranger.MasterWorker;
import stranger.Parcel;
import stranger.Picture;
import stranger.Stranger;

/** A Jini client in a process of its own, with two jars and without any flag. */
class StrangerTest {
    @TempDir
    Path temp;

    private Preparation before = space -> {};

    /** What is in the space before the stranger comes. */
    private interface Preparation {
        void with(JavaSpace05 space) throws Exception;
    }

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
        assertThat(run(Stranger.class, List.of(), jar("gridspace-client"), jar("gridspace-river")))
                .containsExactly("took 7 seven 49", "left null", "outside null", "committed 7");
    }

    /** The proxy comes from the space's own HTTP server; that takes a security manager, as it always has. */
    @Test
    void stranger_noJarOfOursButASecurityManager_downloadsTheProxy() throws Exception {
        Path policy =
                Files.writeString(temp.resolve("all.policy"), "grant { permission java.security.AllPermission; };");
        List<String> flags = List.of("-Djava.security.manager", "-Djava.security.policy==" + policy);
        assertThat(run(Stranger.class, flags, jar("gridspace-river")))
                .endsWith("took 7 seven 49", "left null", "outside null", "committed 7");
    }

    /** The sum is that of all i (i - 1) / 2 of the upper bounds i = 0, 1000 … 19000. */
    @Test
    void masterWorker_twoJarsNoFlags_runsAsItDidTwentyYearsAgo() throws Exception {
        long sum = LongStream.range(0, 20)
                .map(i -> i * 1_000)
                .map(i -> i * (i - 1) / 2)
                .sum();
        assertThat(run(MasterWorker.class, List.of(), jar("gridspace-client"), jar("gridspace-river")))
                .containsExactly("answers 20 sum " + sum + " heard true retried true problems 0 left null");
    }

    /** Entry Specification, ES.1.4: a class that isn't there leaves nothing, a field's class leaves the other fields. */
    @Test
    void collector_withoutTheEntrysClass_getsNothingButTheException() throws Exception {
        copy(Collector.class);
        before = this::writePictures;
        assertThat(start(Collector.class, List.of(), jar("gridspace-client"), jar("gridspace-river")))
                .containsExactly("null null 1", "null null 1", "good [] bad null null 1", "left null");
    }

    @Test
    void collector_withoutAFieldsClass_getsTheOtherFields() throws Exception {
        copy(Collector.class);
        copy(Parcel.class);
        before = this::writeParcels;
        List<String> allowed = List.of("-Dgridspace.allow=stranger.**");
        assertThat(start(Collector.class, allowed, jar("gridspace-client"), jar("gridspace-river")))
                .containsExactly(
                        "Parcel [content] 1", "Parcel [content] 1", "good [] bad Parcel [content] 1", "left null");
    }

    private void writePictures(JavaSpace05 space) throws Exception {
        for (int i = 0; i < 3; i++) {
            Picture picture = new Picture();
            picture.number = i;
            picture.detail = new Detail("seven", 49);
            space.write(picture, null, Lease.FOREVER);
        }
    }

    private void writeParcels(JavaSpace05 space) throws Exception {
        for (int i = 0; i < 3; i++) {
            Parcel parcel = new Parcel();
            parcel.number = i;
            parcel.content = new Detail("seven", 49);
            space.write(parcel, null, Lease.FOREVER);
        }
    }

    private List<String> run(Class<?> program, List<String> flags, String... jars) throws Exception {
        for (Class<?> type :
                List.of(Stranger.class, Picture.class, Detail.class, MasterWorker.class, Job.class, Answer.class)) {
            copy(type);
        }
        return start(program, flags, jars);
    }

    private List<String> start(Class<?> program, List<String> flags, String... jars) throws Exception {
        try (TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback());
                SpaceHost host =
                        SpaceHost.start(new SpaceHostConfig("render", GridNetwork.loopback(tracker.address()), 0, 0))) {
            assertThat(host.awaitRegistered(Duration.ofSeconds(20))).isTrue();
            before.with(new RemoteSpace(host.address()));
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(flags);
            command.add("-cp");
            command.add(temp + File.pathSeparator + String.join(File.pathSeparator, jars));
            command.addAll(List.of(program.getName(), "jini://" + tracker.address(), "render"));
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
