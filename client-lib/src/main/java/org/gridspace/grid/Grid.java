package org.gridspace.grid;

import java.util.ServiceLoader;
import net.jini.space.JavaSpace05;
import org.gridspace.client.TypedSpace;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.failure.GridUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * A grid: one space that holds jobs and shared objects by name, and whoever works for it. Thread-safe.
 *
 * {@snippet :
 * try (Grid grid = Grid.connect("jini://host:4160/SPACE");
 *      GridExecutor pool = grid.executor("primes")) {
 *   Future<Integer> answer = pool.submit(() -> 42);
 * }
 * }
 */
public interface Grid extends AutoCloseable {
    /**
     * Joins the grid of a space that is found through a tracker.
     *
     * @param uri {@code jini://HOST[:PORT][/SPACE]}; the port is 4160 unless given; without a name, the only space found
     * @throws GridUnavailable if there is no such host, tracker or space within 5 seconds, or several spaces to choose from
     * @throws IllegalArgumentException if the address isn't one of this form, or not on the loopback interface: for others
     *     see {@link #connect(GridNetwork, String)}
     */
    static Grid connect(String uri) {
        return ConnectedGrid.connect(GridAddress.parse(uri));
    }

    /**
     * Joins the grid of a space that is found in a network, which may be one that others reach.
     *
     * @param network where to look
     * @param space the space's name; null for the only one
     * @throws GridUnavailable as {@link #connect(String)}
     */
    static Grid connect(GridNetwork network, @Nullable String space) {
        return ConnectedGrid.connect(network, space);
    }

    /**
     * Starts an embedded grid: a tracker and a space in this process, and real sandboxed worker processes that end with
     * the grid, or with this process.
     *
     * @param workers how many worker processes, 1 or more
     * @throws GridUnavailable if gridspace-local isn't on the class path, or the grid doesn't come up
     * @throws IllegalArgumentException if {@code workers} is less than 1
     */
    static Grid local(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("a grid has 1 or more workers, not " + workers);
        }
        return ServiceLoader.load(LocalGridProvider.class, LocalGridProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new GridUnavailable(
                        "Grid.local needs gridspace-local (org.gridspace:gridspace-local) on the class path"))
                .start(workers);
    }

    /** The space, by the standard interface. */
    JavaSpace05 space();

    /** The space with records, queries and futures. */
    default TypedSpace typedSpace() {
        return TypedSpace.of(space());
    }

    /** Begins a job with the standard options. */
    default GridExecutor executor(String job) {
        return executor(job, JobOptions.standard());
    }

    /**
     * Begins a job: an executor whose tasks are run by the workers of this grid. Two with the same name are two jobs.
     *
     * @param job what people will see it called
     */
    GridExecutor executor(String job, JobOptions options);

    /** Ends the jobs that are still open as {@link GridExecutor#shutdownNow} does, and leaves the grid. */
    @Override
    void close();
}
