package org.gridspace.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gridspace.worker.TestGrid.PATIENCE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gridspace.client.TypeCount;
import org.gridspace.grid.Grid;
import org.gridspace.grid.GridExecutor;
import org.gridspace.job.TaskEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes are killed while jobs run. */
@Timeout(600)
class WorkerDeathTest {
    private static final int TASKS = 60;

    private TestGrid testGrid;

    @BeforeEach
    void start() throws Exception {
        testGrid = TestGrid.start();
    }

    @AfterEach
    void stop() throws Exception {
        testGrid.close();
    }

    @Test
    void kill9_ofWorkersMidJob_countsEveryTaskExactlyOnce() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        testGrid.startWorkers(2);
        try (Grid grid = testGrid.connect()) {
            for (int round = 0; round < 3; round++) {
                runRoundWithAKill(grid, random, "seed " + seed + ", round " + round);
            }
        }
    }

    private void runRoundWithAKill(Grid grid, Random random, String what) throws Exception {
        int steps = 20_000_000 + random.nextInt(20_000_000);
        int killAfter = 1 + random.nextInt(TASKS / 2);
        try (GridExecutor pool = grid.executor(what)) {
            List<Future<Long>> futures = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                futures.add(pool.submit(Tasks.work(i, steps)));
            }
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> futures.stream().filter(Future::isDone).count() >= killAfter);
            Process victim =
                    testGrid.workers().get(random.nextInt(testGrid.workers().size()));
            testGrid.kill(victim);

            for (int i = 0; i < TASKS; i++) {
                assertThat(futures.get(i).get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as("%s, task %s", what, i)
                        .isEqualTo(Tasks.work(i, steps).call());
            }
        }
        assertThat(testGrid.jobEntries()).as(what).isZero();
        testGrid.startWorkers(1);
    }

    @Test
    void term_ofAWorkerMidJob_endsItInFiveSecondsAndGivesItsTaskBackAtOnce() throws Exception {
        testGrid.startWorkers(1);
        try (Grid grid = testGrid.connect()) {
            GridExecutor pool = grid.executor("term");
            pool.submit(Tasks.text("first")).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            pool.submit(Tasks.endless());
            // asked over the same connection, and so after the task was written: if it can't be seen, the worker holds
            // it
            await().atMost(PATIENCE).until(() -> visibleTasks() == 0);
            Process worker = testGrid.workers().get(0);

            worker.toHandle().destroy(); // the signal alone, its input stays open

            assertThat(worker.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.exitValue()).isEqualTo(143);
            assertThat(visibleTasks()).isEqualTo(1);
        }
    }

    @Test
    void endOfItsInput_ofAWorkerProcess_endsIt() throws Exception {
        testGrid.startWorkers(1);
        Process worker = testGrid.workers().get(0);
        List<ProcessHandle> family = worker.descendants().toList();
        assertThat(family).isNotEmpty();

        worker.getOutputStream().close();

        assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
        await().atMost(PATIENCE).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void main_withWrongArguments_saysWhyInOneLine() throws Exception {
        Process worker = TestGrid.java(WorkerProcess.class, "--sandbox", "paper");

        assertThat(worker.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(worker.exitValue()).isEqualTo(2);
    }

    private long visibleTasks() throws Exception {
        return testGrid.client().census().get().stream()
                .filter(line -> line.type().className().equals(TaskEntry.class.getName()))
                .mapToLong(TypeCount::entries)
                .sum();
    }

    @Test
    void kill9_ofTheMaster_letsEverythingOfItsJobVanish() throws Exception {
        testGrid.startWorkers(1);
        Process master = TestGrid.java(DoomedMaster.class, testGrid.uri());
        try {
            assertThat(TestGrid.firstLine(master)).isEqualTo("first result is here");
            assertThat(testGrid.jobEntries()).isGreaterThan(150);
        } finally {
            master.destroyForcibly().waitFor();
        }

        testGrid.awaitEmpty();
        try (Grid grid = testGrid.connect();
                GridExecutor pool = grid.executor("after")) {
            assertThat(pool.submit(Tasks.text("free")).get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("free");
        }
    }
}
