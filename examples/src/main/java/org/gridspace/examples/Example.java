package org.gridspace.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import org.gridspace.grid.Grid;

/**
 * A program that shows what the grid is for. The command line finds the examples by {@link ServiceLoader} and runs them
 * with {@code gridspace demo NAME} and {@code gridspace run NAME}. Implementations are stateless.
 */
public interface Example {
    /** One word, by which it is asked for. */
    String name();

    /** What it does, in one line. */
    String summary();

    /** The options that it takes. */
    List<ExampleOption> options();

    /**
     * Runs it on a grid until it's done.
     *
     * @param arguments values for {@link #options}
     * @param out for its result, a line or a few
     * @param progress told how far it is
     * @return the exit code: 0 done, 1 the result isn't what it should be
     * @throws ArgumentProblem when a value won't do, before anything is sent
     * @throws ExecutionException when a task failed
     * @throws IOException when a file can't be read or written
     * @throws InterruptedException when the thread is interrupted; then nothing of the job is left in the grid
     */
    int run(Grid grid, ExampleArguments arguments, PrintWriter out, ProgressListener progress)
            throws IOException, InterruptedException, ExecutionException;

    /** All examples on the class path, by name. */
    static List<Example> all() {
        return ServiceLoader.load(Example.class, Example.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Example::name))
                .toList();
    }

    /** The example with that name. */
    static Optional<Example> find(String name) {
        return all().stream().filter(example -> example.name().equals(name)).findFirst();
    }
}
