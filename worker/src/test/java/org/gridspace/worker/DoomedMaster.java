package org.gridspace.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.gridspace.grid.Grid;
import org.gridspace.grid.GridExecutor;
import org.gridspace.grid.JobOptions;

/** A master that submits more than anybody can do, and waits for all of it. */
final class DoomedMaster {
    private DoomedMaster() {}

    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // tells its parent how far it is
    public static void main(String[] args) throws Exception {
        JobOptions options = JobOptions.builder().lease(Duration.ofSeconds(2)).build();
        Grid grid = Grid.connect(args[0]);
        GridExecutor pool = grid.executor("doomed", options);
        List<Future<Long>> futures = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            futures.add(pool.submit(Tasks.work(i, 500_000_000)));
        }
        futures.get(0).get();
        System.out.println("first result is here");
        for (Future<Long> future : futures) {
            future.get();
        }
    }
}
