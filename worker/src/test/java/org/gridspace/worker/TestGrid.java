package org.gridspace.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gridspace.client.SpaceClient;
import org.gridspace.client.SpaceClients;
import org.gridspace.client.TypeCount;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.grid.Grid;
import org.gridspace.tracker.TrackerConfig;
import org.gridspace.tracker.TrackerServer;

/** A tracker and a space in this process, and real worker processes with real sandboxed children. */
final class TestGrid implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(120);
    static final String SPACE = "test";
    private static final Path POLICY = Path.of("..", "policy", "worker.policy");

    private final TrackerServer tracker;
    private final TestSpace space;
    private final List<Process> workers = new ArrayList<>();

    private TestGrid(TrackerServer tracker, TestSpace space) {
        this.tracker = tracker;
        this.space = space;
    }

    static TestGrid start() throws Exception {
        TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback());
        return new TestGrid(tracker, TestSpace.start(GridNetwork.loopback(tracker.address()), SPACE));
    }

    /** One more space, which the caller closes. */
    TestSpace anotherSpace(String name) throws Exception {
        return TestSpace.start(network(), name);
    }

    GridNetwork network() {
        return GridNetwork.loopback(tracker.address());
    }

    String uri() {
        return uri(SPACE);
    }

    String uri(String name) {
        return "jini://" + tracker.address() + "/" + name;
    }

    Grid connect() {
        return Grid.connect(uri());
    }

    SpaceClient client() throws IOException {
        return SpaceClients.shared(space.address());
    }

    static WorkerConfig config(GridNetwork network) {
        return WorkerConfig.of(network, POLICY).withSlots(1).withHold(Duration.ofSeconds(2));
    }

    /** Starts worker processes with one slot each and holds of 2 seconds; returns when they are ready. */
    void startWorkers(int count) throws IOException {
        List<Process> fresh = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fresh.add(java(
                    WorkerProcess.class,
                    "--tracker",
                    tracker.address().toString(),
                    "--policy",
                    POLICY.toString(),
                    "--slots",
                    "1",
                    "--hold",
                    "2",
                    "--until-eof"));
        }
        workers.addAll(fresh);
        for (Process worker : fresh) {
            assertThat(firstLine(worker)).startsWith("READY worker ");
        }
    }

    /** A process of this test's class path, whose standard error goes to a file. */
    static Process java(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(new File("target/" + main.getSimpleName() + ".err")))
                .start();
    }

    static String firstLine(Process process) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        return line == null ? "nothing but its end" : line;
    }

    List<Process> workers() {
        return List.copyOf(workers);
    }

    /** As kill -9 does. */
    void kill(Process worker) throws InterruptedException {
        workers.remove(worker);
        worker.destroyForcibly().waitFor();
    }

    /** How many entries of a job there are in the space, of any class. */
    long jobEntries() throws IOException {
        try {
            return client().census().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).stream()
                    .filter(line -> line.type().className().startsWith("org.gridspace.job."))
                    .mapToLong(TypeCount::entries)
                    .sum();
        } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    void awaitEmpty() {
        await().atMost(PATIENCE).until(() -> jobEntries() == 0);
    }

    @Override
    public void close() throws InterruptedException {
        for (Process worker : workers) {
            worker.destroy();
        }
        for (Process worker : workers) {
            if (!worker.waitFor(10, TimeUnit.SECONDS)) {
                worker.destroyForcibly().waitFor();
            }
        }
        space.close();
        tracker.close();
    }
}
