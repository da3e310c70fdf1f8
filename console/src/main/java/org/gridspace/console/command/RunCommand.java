package org.gridspace.console.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.grid.Grid;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridspace run}: a master program on a grid that is already up. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        header = "Runs a master program on a grid that is up.",
        description = {
            "Runs an example, or the main class of a jar. The space of the job is made in this process, where workers",
            "find it through the tracker, unless --space names one.",
            "The jar's main(String[]) gets the ARGS; it joins the grid with",
            "Grid.connect(System.getProperty(\"gridspace.uri\")). Options of this command are taken out wherever they",
            "stand; put -- before ARGS that look like one of them."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
public final class RunCommand extends GridCommand implements WithExamples {
    @Mixin
    private NetworkOptions network;

    @Mixin
    private OutputOptions output;

    @Parameters(index = "0", paramLabel = "EXAMPLE|JAR", description = "An example's name, or a jar with a main class.")
    private String program;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ARGS", description = "What the program is given.")
    private List<String> args = new ArrayList<>();

    @Option(
            names = "--space",
            paramLabel = "NAME",
            description = "Use this space. Default: a new one in this process, for as long as the program runs.")
    private @Nullable String space;

    @Override
    public Integer call() throws Exception {
        GridNetwork grid = network.network();
        Program chosen = choose();
        try (GridLookup lookup = GridLookup.open(grid)) {
            if (space != null) {
                return run(chosen, lookup, space);
            }
            try (var host = ClosedAtExit.of(OwnSpace.start(grid))) {
                try {
                    return run(chosen, lookup, host.get().name());
                } catch (Exception e) {
                    host.stayIfExiting();
                    throw e;
                }
            }
        }
    }

    private int run(Program chosen, GridLookup lookup, String name) throws Exception {
        lookup.awaitSpace(name);
        if (lookup.workers().isEmpty()) {
            err().println(spec().qualifiedName() + ": no worker is in the grid yet; waiting for one");
        }
        return chosen.run(lookup, name);
    }

    /** What runs once the job's space is known. */
    @FunctionalInterface
    private interface Program {
        int run(GridLookup lookup, String space) throws Exception;
    }

    private Program choose() {
        Path file = Path.of(program);
        if (program.endsWith(".jar") || Files.isRegularFile(file)) {
            MasterJar jar = MasterJar.open(file);
            return (lookup, name) -> jar.run(lookup.uri(name), args);
        }
        ExampleCall example = ExampleCall.of(program, args, spec());
        return (lookup, name) -> run(example, lookup.network(), name);
    }

    private int run(ExampleCall example, GridNetwork network, String spaceName) throws Exception {
        PrintWriter out = out();
        try (Grid grid = Grid.connect(network, spaceName)) {
            boolean json = output.json();
            ExampleCall.Result result = example.run(grid, json ? null : out, err());
            if (json) {
                example.printJson(out, result, Map.of());
            }
            return result.exitCode();
        }
    }
}
