package org.gridspace.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gridspace.worker.TestGrid.PATIENCE;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.gridspace.client.SpaceClient;
import org.gridspace.client.SpaceClients;
import org.gridspace.code.CodeCollector;
import org.gridspace.code.TaskSerializer;
import org.gridspace.failure.GridUnavailable;
import org.gridspace.failure.TaskFailed;
import org.gridspace.grid.Grid;
import org.gridspace.grid.GridExecutor;
import org.gridspace.grid.JobOptions;
import org.gridspace.job.CodeEntry;
import org.gridspace.job.JobEntry;
import org.gridspace.job.ResultEntry;
import org.gridspace.job.TaskEntry;
import org.gridspace.task.GridCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Jobs from end to end: master, space, two worker processes, sandboxed children. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class GridJobTest {
    private TestGrid testGrid;
    private Grid grid;

    @BeforeAll
    void start() throws Exception {
        testGrid = TestGrid.start();
        testGrid.startWorkers(2);
        grid = testGrid.connect();
    }

    @AfterAll
    void stop() throws Exception {
        if (grid != null) {
            grid.close();
        }
        testGrid.close();
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @SuppressWarnings("unchecked")
    private static <T> List<Callable<T>> callables(List<? extends GridCallable<?>> tasks) {
        return (List<Callable<T>>) (List<?>) tasks;
    }

    private static Throwable failureOf(Future<?> future) throws Exception {
        try {
            throw new AssertionError("gave " + get(future));
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    @Test
    void submit_lambdas_runElsewhereAndComeBack() throws Exception {
        List<String> texts = new ArrayList<>(List.of("a", "bc"));
        try (GridExecutor pool = grid.executor("lambdas")) {
            assertThat(get(Tasks.submitCapturing(pool, 20))).isEqualTo(42);
            assertThat(get(Tasks.submitBlock(pool, texts))).isEqualTo(Map.of("a", 1, "bc", 2));
            assertThat(texts).hasSize(2);
            assertThat(get(Tasks.submitPoint(pool, 1, 20))).isEqualTo(new Tasks.Point(1, 20));
            assertThat(get(Tasks.submitReference(pool))).isEqualTo(42);
            assertThat(get((Future<?>) Tasks.submitWithoutValue(pool))).isNull();
            assertThat(get(Tasks.submitWithGivenValue(pool, "given"))).isEqualTo("given");
        }
        assertThat(testGrid.jobEntries()).isZero();
    }

    @Test
    void invokeAll_manyTasks_givesEachItsOwnResultInOrder() throws Exception {
        try (GridExecutor pool = grid.executor("squares")) {
            List<GridCallable<Long>> lambdas =
                    LongStream.range(0, 1000).mapToObj(Tasks::square).toList();
            List<Tasks.Square> squares =
                    LongStream.range(0, 200).mapToObj(Tasks.Square::new).toList();

            List<Long> byLambda = new ArrayList<>();
            for (Future<Long> future : pool.invokeAll(lambdas)) {
                assertThat(future.isDone()).isTrue();
                byLambda.add(future.get());
            }
            List<Long> bySquare = new ArrayList<>();
            for (Future<Long> future : pool.invokeAll(squares)) {
                bySquare.add(future.get());
            }

            assertThat(byLambda)
                    .isEqualTo(LongStream.range(0, 1000).mapToObj(n -> n * n).toList());
            assertThat(bySquare).isEqualTo(byLambda.subList(0, 200));
        }
    }

    @Test
    void submit_taskThatThrows_givesItsExceptionWithTheRemoteStackTrace() throws Exception {
        try (GridExecutor pool = grid.executor("trouble")) {
            Throwable own = failureOf(pool.submit(Tasks.trouble(7)));
            Throwable jdk = failureOf(pool.submit(Tasks.outOfBounds()));

            assertThat(own).isInstanceOf(Tasks.Trouble.class).hasMessage("as ordered");
            assertThat(((Tasks.Trouble) own).code).isEqualTo(7);
            assertThat(own.getStackTrace()[0].getMethodName()).isEqualTo("makeTrouble");
            assertThat(jdk).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void submit_exceptionThatCannotTravel_isTaskFailedThatShowsIt() throws Exception {
        try (GridExecutor pool = grid.executor("burdened")) {
            Throwable cause = failureOf(pool.submit(Tasks.burdened()));

            assertThat(cause)
                    .isInstanceOf(TaskFailed.class)
                    .hasMessageContaining(Tasks.Burdened.class.getName())
                    .hasMessageContaining("heavy");
            var printed = new StringWriter();
            cause.printStackTrace(new PrintWriter(printed));
            assertThat(printed.toString()).contains("Tasks.throwBurdened");
        }
    }

    @Test
    void submit_notSerializable_isRefusedNamingTheCapturedVariable() {
        try (GridExecutor pool = grid.executor("refused")) {
            assertThatThrownBy(() -> pool.submit(Tasks.holding(new Object())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("java.lang.Object");
            assertThatThrownBy(() -> pool.submit(Tasks.plainLambda())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void submit_taskThatExhaustsItsChild_failsAloneAndTheNextOneRuns() throws Exception {
        try (GridExecutor pool = grid.executor("hungry")) {
            Future<Integer> hungry = pool.submit(Tasks.hungry());

            assertThat(failureOf(hungry)).isInstanceOf(TaskFailed.class).hasMessageContaining("died");
            assertThat(get(pool.submit(Tasks.text("alive")))).isEqualTo("alive");
        }
    }

    @Test
    void submit_withResources_findsThem() throws Exception {
        JobOptions options = JobOptions.builder()
                .resource("data/greeting.txt", "hello".getBytes(StandardCharsets.UTF_8))
                .build();
        try (GridExecutor pool = grid.executor("resources", options)) {
            Future<String> greeting = pool.submit(Tasks.resource("/data/greeting.txt"));

            assertThat(get(greeting)).isEqualTo("hello");
        }
    }

    @Test
    void cancel_queuedTask_withdrawsItAndRunningOnesAreStopped() throws Exception {
        try (GridExecutor pool = grid.executor("cancel")) {
            List<Future<?>> endless = List.of(pool.submit(Tasks.endless()), pool.submit(Tasks.endless()));
            Future<Long> queued = pool.submit(Tasks.square(1));

            assertThat(queued.cancel(false)).isTrue();
            assertThatThrownBy(queued::get).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> endless.get(0).get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            endless.forEach(future -> future.cancel(true));

            assertThat(get(pool.submit(Tasks.text("free again")))).isEqualTo("free again");
        }
        assertThat(testGrid.jobEntries()).isLessThanOrEqualTo(2); // a word to cancel that nobody had to hear
    }

    @Test
    void shutdown_withQueuedTasks_finishesThemAndTakesNoMore() throws Exception {
        GridExecutor pool = grid.executor("shutdown");
        List<Future<Long>> futures = LongStream.range(0, 50)
                .mapToObj(number -> pool.submit(new Tasks.Square(number)))
                .toList();

        pool.shutdown();

        assertThat(pool.isShutdown()).isTrue();
        assertThatThrownBy(() -> pool.submit(Tasks.square(1))).isInstanceOf(RejectedExecutionException.class);
        assertThat(pool.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(pool.isTerminated()).isTrue();
        for (int i = 0; i < 50; i++) {
            assertThat(futures.get(i).isDone()).isTrue();
            assertThat(futures.get(i).get()).isEqualTo((long) i * i);
        }
        assertThat(testGrid.jobEntries()).isZero();
    }

    @Test
    void shutdownNow_always_givesBackWhatHasNotBegunAndStopsTheRest() throws Exception {
        GridExecutor pool = grid.executor("shutdownNow");
        List<Future<?>> endless = new ArrayList<>();
        for (int i = 0; i < 50; i++) { // more than the workers take ahead
            endless.add(pool.submit(Tasks.endless()));
        }
        Future<Integer> last = pool.submit(Tasks.multiple(3, 4));

        List<Runnable> never = pool.shutdownNow();

        assertThat(pool.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        for (Future<?> future : endless) { // what a worker had taken ahead is cancelled as if it had begun
            assertThat(never.contains((Runnable) future)).isNotEqualTo(future.isCancelled());
        }
        assertThat(never.get(never.size() - 1)).isSameAs(last);
        ((Runnable) last).run(); // now here
        assertThat(last.get()).isEqualTo(12);
    }

    @Test
    void invokeAny_oneSucceeds_givesItsResultAndStopsTheOthers() throws Exception {
        try (GridExecutor pool = grid.executor("any")) {
            List<GridCallable<?>> tasks = List.of(Tasks.trouble(1), Tasks.text("this one"), Tasks.endlessText());

            assertThat(pool.<Object>invokeAny(GridJobTest.<Object>callables(tasks)))
                    .isEqualTo("this one");
            assertThatThrownBy(() -> pool.invokeAny(List.of(Tasks.trouble(1), Tasks.trouble(2))))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(Tasks.Trouble.class);
        }
    }

    @Test
    void invokeAll_withATimeout_cancelsWhatIsNotDone() throws Exception {
        try (GridExecutor pool = grid.executor("timeout")) {
            List<GridCallable<String>> tasks = List.of(Tasks.endlessText());

            List<Future<String>> futures = pool.invokeAll(tasks, 500, TimeUnit.MILLISECONDS);

            assertThat(futures.get(0).isCancelled()).isTrue();
        }
    }

    @Test
    void twoMasters_atOnce_getTheirOwnResults() throws Exception {
        var masters = Executors.newFixedThreadPool(2);
        try {
            List<Future<Map<Integer, Integer>>> both = new ArrayList<>();
            for (int factor : new int[] {3, 5}) {
                both.add(masters.submit(() -> multiples(factor)));
            }
            assertThat(get(both.get(0))).isEqualTo(expectedMultiples(3));
            assertThat(get(both.get(1))).isEqualTo(expectedMultiples(5));
        } finally {
            masters.shutdownNow();
        }
    }

    private Map<Integer, Integer> multiples(int factor) throws Exception {
        Map<Integer, Integer> results = new TreeMap<>();
        try (Grid own = testGrid.connect();
                GridExecutor pool = own.executor("multiples of " + factor)) {
            Map<Integer, Future<Integer>> futures = new TreeMap<>();
            for (int i = 0; i < 300; i++) {
                futures.put(i, pool.submit(Tasks.multiple(i, factor)));
            }
            for (Map.Entry<Integer, Future<Integer>> future : futures.entrySet()) {
                results.put(future.getKey(), get(future.getValue()));
            }
        }
        return results;
    }

    private static Map<Integer, Integer> expectedMultiples(int factor) {
        Map<Integer, Integer> expected = new TreeMap<>();
        IntStream.range(0, 300).forEach(i -> expected.put(i, i * factor));
        return expected;
    }

    @Test
    void task_whoseClassIsNotInItsJar_isReportedByName() throws Exception {
        UUID job = UUID.randomUUID();
        SpaceClient client = testGrid.client();
        var jar = new CodeCollector().collect(new ArrayList<>(), Map.of());
        JobEntry entry = JobEntry.template(job);
        entry.leaseMillis = 60_000L;
        TaskEntry task = TaskEntry.template(job, 0);
        task.owner = JobEntry.NOBODY;
        task.sandbox = "jvm";
        task.code = jar.sha256();
        task.task = TaskSerializer.serialize(new Tasks.Square(1));

        client.write(entry, 60_000).get();
        for (CodeEntry piece : CodeEntry.split(job, jar.sha256(), jar.bytes())) {
            client.write(piece, 60_000).get();
        }
        client.write(task, 60_000).get();
        ResultEntry result = client.take(ResultEntry.template(job), PATIENCE.toMillis())
                .future()
                .get()
                .orElseThrow();

        assertThat(result.kind).isEqualTo("not_loadable");
        assertThat(result.className).contains("Tasks$Square");
        client.take(JobEntry.template(job), 0).future().get();
        var template = new CodeEntry();
        template.job = job;
        assertThat(client.take(template, 0).future().get()).isPresent();
    }

    @Test
    void task_whoseJobIsGone_isDroppedUnrun() throws Exception {
        UUID job = UUID.randomUUID();
        TaskEntry orphan = TaskEntry.template(job, 0);
        orphan.owner = JobEntry.NOBODY;
        orphan.sandbox = "jvm";
        orphan.code = "ab";
        orphan.task = new byte[] {1};

        testGrid.client().write(orphan, 600_000).get();

        testGrid.awaitEmpty();
        assertThat(testGrid.client()
                        .readIfExists(ResultEntry.template(job), 0)
                        .future()
                        .get())
                .isEmpty();
    }

    @Test
    void connect_withoutANameWhereThereAreTwoSpaces_listsThem() throws Exception {
        try (TestSpace another = testGrid.anotherSpace("another")) {
            assertThat(another.address().name()).isEqualTo("another");
            assertThatThrownBy(() -> Grid.connect(testGrid.uri("").replaceAll("/$", "")))
                    .isInstanceOf(GridUnavailable.class)
                    .hasMessageContaining("another")
                    .hasMessageContaining(TestGrid.SPACE);
            assertThatThrownBy(() -> Grid.connect(testGrid.uri("missing")))
                    .isInstanceOf(GridUnavailable.class)
                    .hasMessageContaining("missing");
        }
    }

    @Test
    void connect_whereNoTrackerIs_isUnavailableWithinSomeSeconds() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        long start = System.nanoTime();

        assertThatThrownBy(() -> Grid.connect("jini://127.0.0.1:" + port))
                .isInstanceOf(GridUnavailable.class)
                .hasMessageContaining(String.valueOf(port));

        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
    }

    @Test
    void submit_whenTheSpaceIsLostForGood_failsWhatIsOpenAndRejectsTheRest() throws Exception {
        try (TestSpace doomed = testGrid.anotherSpace("doomed");
                Grid other = Grid.connect(testGrid.uri("doomed"))) {
            GridExecutor pool = other.executor("doomed");
            assertThat(get(pool.submit(Tasks.text("first")))).isEqualTo("first");
            Future<?> open = pool.submit(Tasks.endless());
            SpaceClients.shared(doomed.address()).census().get(); // answered after the task was written

            doomed.close();

            assertThat(failureOf(open)).isInstanceOf(GridUnavailable.class).hasMessageContaining("doomed");
            assertThatThrownBy(() -> pool.submit(Tasks.square(1))).isInstanceOf(RejectedExecutionException.class);
            pool.shutdown();
            assertThat(pool.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void space_thatDiesAndComesBack_isServedAgainAndTheOtherOneAllTheTime() throws Exception {
        for (int round = 0; round < 2; round++) {
            try (TestSpace phoenix = testGrid.anotherSpace("phoenix");
                    Grid other = Grid.connect(testGrid.uri("phoenix"))) {
                assertThat(phoenix.address().name()).isEqualTo("phoenix");
                GridExecutor pool = other.executor("round " + round);
                assertThat(get(pool.submit(Tasks.multiple(round, 1)))).isEqualTo(round);
                pool.submit(Tasks.endless());
            }
            try (GridExecutor pool = grid.executor("steady")) {
                assertThat(get(pool.submit(Tasks.text("steady")))).isEqualTo("steady");
            }
        }
    }
}
