package org.gridspace.console.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.gridspace.grid.Grid;
import org.gridspace.grid.GridExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A grid of separate processes, started with the commands that users type, and a master program that uses it. */
class HandmadeGridTest {
    private static final int TASKS = 60;
    private static final long ROUNDS = 30_000_000;

    @TempDir
    Path folder;

    private HandmadeGrid grid;

    @BeforeEach
    void start() throws Exception {
        grid = new HandmadeGrid(folder, 2);
    }

    @AfterEach
    void stop() {
        grid.close();
    }

    @Test
    void ready_ofEachService_saysWhereItIs() throws Exception {
        assertThat(grid.tracker().out())
                .containsExactly("READY tracker - jini://" + grid.trackerAddress() + " " + grid.http());
        assertThat(grid.space().out().get(0))
                .matches("READY space render 127\\.0\\.0\\.1:\\d+( http://127\\.0\\.0\\.1:\\d+/?)?");
        for (Launched worker : grid.workers()) {
            assertThat(worker.out().get(0))
                    .matches("READY worker \\S+ 127\\.0\\.0\\.1:"
                            + worker.process().pid());
        }
        JsonNode viaReggie = json(gridspace("peers", "--json"));
        assertThat(kinds(viaReggie)).containsExactlyInAnyOrder("tracker", "space", "worker", "worker");
        HttpResponse<String> viaHttp = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(grid.http() + "/peers"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(kinds(new ObjectMapper().readTree(viaHttp.body()))).contains("space", "worker");
    }

    @Test
    void job_trackerKilledAndBack_finishesAndMembersAreRegisteredAgain() throws Exception {
        try (Grid master = Grid.connect(grid.uri());
                GridExecutor pool = master.executor("spin")) {
            List<Future<Long>> futures = submit(pool);
            futures.get(0).get();
            grid.tracker().kill();
            assertThat(results(futures)).isEqualTo(expected());
        }
        grid.restartTracker().awaitReady();
        await("members are registered again")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> kinds(json(gridspace("peers", "--json"))).stream()
                        .sorted()
                        .toList()
                        .equals(List.of("space", "tracker", "worker", "worker")));
    }

    @Test
    void job_workerKilled_finishesWithTheSameResult() throws Exception {
        try (Grid master = Grid.connect(grid.uri());
                GridExecutor pool = master.executor("spin")) {
            List<Future<Long>> futures = submit(pool);
            futures.get(0).get();
            Launched victim = grid.workers().get(0);
            List<ProcessHandle> children = victim.descendants();
            victim.kill();
            assertThat(results(futures)).isEqualTo(expected());
            await("the killed worker's children are gone")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
        assertThat(gridspace("ls", "render").out()).isNotEmpty();
    }

    @Test
    void sigterm_ofEveryService_endsItCleanlyWithinFiveSeconds() throws Exception {
        var services = new ArrayList<>(grid.workers());
        services.add(grid.space());
        services.add(grid.tracker());
        for (Launched service : services) {
            List<ProcessHandle> children = service.descendants();
            service.signal("TERM");
            assertThat(service.awaitExit(Duration.ofSeconds(5))).isEqualTo(143);
            assertThat(service.err()).isEmpty();
            await().atMost(Duration.ofSeconds(2)).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void sigint_ofAWorker_endsWith130() throws Exception {
        Launched worker = grid.workers().get(0);
        worker.signal("INT");
        assertThat(worker.awaitExit(Duration.ofSeconds(5))).isEqualTo(130);
    }

    @Test
    void garbage_onTheSpacesPort_endsThatConnectionOnly() throws Exception {
        String address = grid.spaceAddress();
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        byte[] garbage = new byte[10_000];
        new Random(7).nextBytes(garbage);
        try (Grid master = Grid.connect(grid.uri());
                GridExecutor pool = master.executor("spin");
                var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Future<Long> before = pool.submit(new Spin(1, 1_000));
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(garbage);
            assertThat(readToTheEnd(socket)).isTrue();
            assertThat(before.get()).isEqualTo(new Spin(1, 1_000).call());
            assertThat(pool.submit(new Spin(2, 1_000)).get()).isEqualTo(new Spin(2, 1_000).call());
        }
        assertThat(grid.space().process().isAlive()).isTrue();
    }

    @Test
    void space_nameTaken_endsWithFiveAndNamesTheHolder() throws Exception {
        Launched second = gridspace("space", "render");
        assertThat(second.process().exitValue()).isEqualTo(5);
        assertThat(second.err()).hasSize(1);
        assertThat(second.err().get(0)).startsWith("gridspace space: ").contains("render", grid.spaceAddress());
    }

    @Test
    void entries_writtenReadAndTaken_withoutAnyClass() throws Exception {
        assertThat(gridspace("read", "render", "shop.Order").err()).containsExactly("gridspace read: nothing matched");
        assertThat(gridspace("write", "render", "shop.Order", "id=int:7", "who=string:Ada Lovelace")
                        .out())
                .containsExactly("written");
        assertThat(gridspace("ls", "render").out()).anyMatch(line -> line.matches("1 +shop\\.Order +id, who"));
        assertThat(gridspace("read", "render", "shop.Order", "id=int:8")
                        .process()
                        .exitValue())
                .isEqualTo(1);
        Launched read = gridspace("read", "render", "shop.Order", "id=int:7");
        assertThat(read.out()).startsWith("shop.Order").anyMatch(line -> line.contains("Ada Lovelace"));
        JsonNode taken = json(gridspace("take", "render", "shop.Order", "--json"));
        assertThat(taken.at("/class").asText()).isEqualTo("shop.Order");
        assertThat(taken.at("/fields/who").asText()).contains("Ada Lovelace");
        Launched gone = gridspace("take", "render", "shop.Order", "--timeout", "100");
        assertThat(gone.process().exitValue()).isEqualTo(1);
        assertThat(gone.err()).containsExactly("gridspace take: nothing matched within 100 ms");
    }

    @Test
    void oneShot_spaceThatIsNotThere_endsWithFourAndNamesThoseThatAre() throws Exception {
        Launched read = gridspace("read", "rendr", "shop.Order");
        assertThat(read.process().exitValue()).isEqualTo(4);
        assertThat(read.err()).containsExactly("gridspace read: no space 'rendr' is registered; there are: render");
    }

    private Launched gridspace(String... args) throws InterruptedException {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--tracker", grid.trackerAddress()));
        Launched launched = Launched.gridspace(all.toArray(String[]::new));
        launched.awaitExit(Duration.ofSeconds(30));
        return launched;
    }

    private static JsonNode json(Launched launched) throws Exception {
        assertThat(launched.out()).as("%s", launched.err()).hasSize(1);
        return new ObjectMapper().readTree(launched.out().get(0));
    }

    private static List<String> kinds(JsonNode peers) {
        return StreamSupport.stream(peers.get("peers").spliterator(), false)
                .map(peer -> peer.get("kind").asText())
                .toList();
    }

    private static List<Future<Long>> submit(GridExecutor pool) {
        return LongStream.range(0, TASKS)
                .mapToObj(i -> pool.submit(new Spin(i, ROUNDS)))
                .toList();
    }

    private static List<Long> results(List<Future<Long>> futures) throws Exception {
        var results = new ArrayList<Long>();
        for (Future<Long> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private static List<Long> expected() {
        return LongStream.range(0, TASKS)
                .mapToObj(i -> new Spin(i, ROUNDS).call())
                .toList();
    }

    /** Whether the other side closed; a reset counts too. */
    private static boolean readToTheEnd(Socket socket) throws Exception {
        try (InputStream in = socket.getInputStream()) {
            in.readAllBytes();
            return true;
        } catch (java.net.SocketException e) {
            return true;
        }
    }
}
