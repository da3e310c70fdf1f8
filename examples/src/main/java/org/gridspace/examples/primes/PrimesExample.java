package org.gridspace.examples.primes;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.gridspace.examples.Example;
import org.gridspace.examples.ExampleArguments;
import org.gridspace.examples.ExampleOption;
import org.gridspace.examples.ProgressListener;
import org.gridspace.grid.Grid;
import org.gridspace.grid.GridExecutor;

/** Counts primes on a grid. */
public final class PrimesExample implements Example {
    private static final long STANDARD_LIMIT = 1_000_000_000;

    /** For the service loader. */
    public PrimesExample() {}

    @Override
    public String name() {
        return "primes";
    }

    @Override
    public String summary() {
        return "counts the prime numbers up to a limit";
    }

    @Override
    public List<ExampleOption> options() {
        return List.of(new ExampleOption("limit", "N", "the largest number looked at (1000000000)"));
    }

    @Override
    public int run(Grid grid, ExampleArguments arguments, PrintWriter out, ProgressListener progress)
            throws InterruptedException, ExecutionException {
        long limit = arguments.number("limit", STANDARD_LIMIT, 0, Primes.MAX_LIMIT);
        try (GridExecutor pool = grid.executor(name())) {
            out.println("primes<=" + limit + ": " + Primes.count(pool, limit, progress));
        }
        return 0;
    }
}
