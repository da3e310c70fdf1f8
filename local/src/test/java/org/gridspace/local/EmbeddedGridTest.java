package org.gridspace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.gridspace.grid.Grid;
import org.gridspace.grid.GridExecutor;
import org.junit.jupiter.api.Test;

class EmbeddedGridTest {
    @Test
    void local_tasks_runInWorkerProcessesThatAreGoneAfterwards() throws Exception {
        Set<Long> before = descendants();
        Set<Long> during;
        try (Grid grid = Grid.local(2);
                GridExecutor pool = grid.executor("squares")) {
            assertThat(grid).isInstanceOf(EmbeddedGrid.class);
            var tasks = LongStream.rangeClosed(1, 50)
                    .mapToObj(n -> new Square(n, 1_000))
                    .toList();
            long sum = 0;
            for (Future<Long> square : pool.invokeAll(tasks)) {
                sum += square.get();
            }
            assertThat(sum).isEqualTo(50 * 51 * 101 / 6);
            during = descendants();
            assertThat(during).containsAll(pids(((EmbeddedGrid) grid).workers()));
        }
        during.removeAll(before);
        assertThat(during).hasSizeGreaterThanOrEqualTo(2);
        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        during.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
    }

    @Test
    void workerThatDies_duringAJob_isReplacedAndTheResultsAreTheSame() throws Exception {
        try (EmbeddedGrid grid = EmbeddedGrid.start(2);
                GridExecutor pool = grid.executor("squares")) {
            var futures = new ArrayList<Future<Long>>();
            for (long n = 1; n <= 40; n++) {
                futures.add(pool.submit(new Square(n, 30_000_000)));
            }
            futures.get(0).get();
            List<ProcessHandle> first = grid.workers();
            first.get(0).destroyForcibly();
            for (int i = 0; i < futures.size(); i++) {
                assertThat(futures.get(i).get()).isEqualTo((i + 1L) * (i + 1L));
            }
            await("a new worker has taken the place of the dead one")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> grid.workers().size() == 2
                            && !pids(grid.workers()).contains(first.get(0).pid()));
        }
    }

    @Test
    void start_twice_grantsEachGridItsOwnWorkers() throws Exception {
        try (EmbeddedGrid one = EmbeddedGrid.start(1);
                EmbeddedGrid other = EmbeddedGrid.start(1);
                GridExecutor pool = one.executor("squares")) {
            assertThat(pids(one.workers())).doesNotContainAnyElementsOf(pids(other.workers()));
            other.close();
            assertThat(pool.submit(new Square(3, 1)).get()).isEqualTo(9);
        }
    }

    @Test
    void classPath_ofAWorker_hasNothingOfTheUser() {
        String path = WorkerClassPath.find();
        assertThat(path).contains("gridspace-worker", "gridspace-client", "gridspace-river", "commons-pool2");
        assertThat(path).doesNotContain("junit", "assertj", "test-classes");
    }

    private static Set<Long> descendants() {
        return new HashSet<>(pids(ProcessHandle.current().descendants().toList()));
    }

    private static List<Long> pids(List<ProcessHandle> handles) {
        return handles.stream().map(ProcessHandle::pid).collect(Collectors.toList());
    }
}
