package org.gridspace.console.process;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.gridspace.grid.Grid;
import org.gridspace.grid.GridExecutor;

/** A master program as a user writes it, packed into a jar by a test: sums up {@code args[0]} tasks. */
public final class MasterProgram {
    private static final long ROUNDS = 1_000;

    private MasterProgram() {}

    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // a program of its own
    public static void main(String[] args) throws Exception {
        int tasks = Integer.parseInt(args[0]);
        try (Grid grid = Grid.connect(System.getProperty("gridspace.uri"));
                GridExecutor pool = grid.executor("sum")) {
            long sum = 0;
            for (var part : pool.invokeAll(LongStream.range(0, tasks)
                    .mapToObj(i -> new Spin(i, ROUNDS))
                    .toList())) {
                sum += part.get();
            }
            System.out.println(Arrays.toString(args) + " sum " + sum);
        }
    }

    static long sum(int tasks) {
        return LongStream.range(0, tasks).map(i -> new Spin(i, ROUNDS).call()).sum();
    }
}
