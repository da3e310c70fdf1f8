package org.gridspace.console.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A {@code gridspace} command in a process of its own, started as the launcher does. */
final class Launched implements AutoCloseable {
    private static final List<String> NOT_SHIPPED = List.of(
            "slf4j", "archunit", "junit", "assertj", "testkit", "net/jini", "apache/river", "esotericsoftware", "ow2");

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();
    private final List<String> command;

    private Launched(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        read(process.getInputStream(), out);
        read(process.getErrorStream(), err);
    }

    static Launched gridspace(String... args) {
        return gridspaceIn(Path.of("").toAbsolutePath(), List.of(), args);
    }

    /** In a folder, with more options for its JVM. */
    static Launched gridspaceIn(Path folder, List<String> jvmOptions, String... args) {
        return launch(folder, jvmOptions, classPath(place -> true), args);
    }

    /** Without the classes of these tests on its class path. */
    static Launched gridspaceWithoutTests(Path folder, String... args) {
        return launch(folder, List.of(), classPath(place -> !place.endsWith("test-classes")), args);
    }

    /** What the launcher's class path has: not the test tools, and of shaded libraries not the originals. */
    private static String classPath(Predicate<Path> also) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(place -> NOT_SHIPPED.stream().noneMatch(place.toString()::contains))
                .filter(also)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Launched launch(Path folder, List<String> jvmOptions, String classPath, String... args) {
        var command = new ArrayList<String>();
        // Whoever runs the tests in the background has them ignore SIGINT, which processes inherit.
        command.addAll(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        String image = System.getProperty("gridspace.sandbox.image");
        if (image != null) {
            command.add("-Dgridspace.sandbox.image=" + image);
        }
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath, "org.gridspace.console.Gridspace"));
        command.addAll(List.of(args));
        try {
            return new Launched(
                    List.of(args),
                    new ProcessBuilder(command).directory(folder.toFile()).start());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Process process() {
        return process;
    }

    List<String> out() {
        return out;
    }

    List<String> err() {
        return err;
    }

    /** The words of the READY line. */
    List<String> awaitReady() {
        awaitOut("READY ");
        return List.of(out.get(0).split(" "));
    }

    void awaitOut(String start) {
        await("prints " + start, () -> out.stream().anyMatch(line -> line.startsWith(start)));
    }

    void awaitErr(String start) {
        await("says " + start, () -> err.stream().anyMatch(line -> line.startsWith(start)));
    }

    /** Waits until it has at least {@code count} processes below it. */
    void awaitDescendants(int count) {
        await("has " + count + " descendants", () -> descendants().size() >= count);
    }

    private void await(String what, Callable<Boolean> condition) {
        Awaitility.await(String.join(" ", command) + " " + what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .failFast(() -> {
                    boolean over = !process.isAlive() && readers.stream().noneMatch(Thread::isAlive);
                    if (over && !condition.call()) {
                        throw new AssertionError("ended with " + process.exitValue() + ": " + out + err);
                    }
                })
                .until(condition);
    }

    /** Waits for the end and for all output. */
    int awaitExit(Duration atMost) throws InterruptedException {
        assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
                .as("%s ends within %s; it said %s %s", command, atMost, out, err)
                .isTrue();
        for (Thread reader : readers) {
            reader.join();
        }
        return process.exitValue();
    }

    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Sends a signal by its name. */
    void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, "" + process.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = descendants();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private void read(InputStream from, List<String> lines) {
        var reader = new Thread(() -> {
            try (var text = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                text.lines().forEach(lines::add);
            } catch (IOException | java.io.UncheckedIOException e) {
                lines.add("(" + e.getMessage() + ")");
            }
        });
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }
}
