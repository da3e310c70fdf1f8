package org.gridspace.console.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gridspace.console.output.Json;
import org.gridspace.discovery.FoundMember;
import org.gridspace.discovery.MemberInfo;
import org.gridspace.local.EmbeddedGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridspace demo}: an embedded grid and an example on it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Runs an example on a grid of its own, on this machine.",
        description = {
            "Starts a tracker, a space and sandboxed workers as processes of their own, runs an example on them and",
            "ends them all."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
public final class DemoCommand extends GridCommand implements WithExamples {
    private static final String FIRST = "raytracer";
    private static final int MOST_WORKERS = 256;

    @Mixin
    private OutputOptions output;

    @Parameters(
            arity = "0..*",
            paramLabel = "[EXAMPLE] [OPTION...]",
            hideParamSyntax = true,
            description = "The example, " + FIRST + " unless another one is named, and its options.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many worker processes. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Override
    public Integer call() throws Exception {
        if (workers < 1) {
            throw Misuse.of("--workers " + workers + ": there must be one at least");
        }
        if (workers > MOST_WORKERS) {
            throw Misuse.of("--workers " + workers + ": at most " + MOST_WORKERS + " on one machine");
        }
        ExampleCall example = example();
        try (var embedded = ClosedAtExit.of(EmbeddedGrid.start(workers))) {
            try {
                return run(example, embedded.get());
            } catch (Exception e) {
                embedded.stayIfExiting();
                throw e;
            }
        }
    }

    private ExampleCall example() {
        boolean named = !words.isEmpty() && !words.get(0).startsWith("-");
        return ExampleCall.of(named ? words.get(0) : FIRST, named ? words.subList(1, words.size()) : words, spec());
    }

    private int run(ExampleCall example, EmbeddedGrid grid) throws Exception {
        PrintWriter out = out();
        boolean json = output.json();
        CompletableFuture<Void> ready = grid.ready();
        interruptIfNoneComes(ready);
        ExampleCall.Result result;
        try {
            result = example.run(grid, json ? null : out, err());
        } catch (InterruptedException e) {
            Answer.of(ready);
            throw e;
        }
        MemberInfo worker = worker(grid, ready);
        String level = worker.attributes().getOrDefault("sandbox", "unknown");
        String missing = worker.attributes().getOrDefault("missing", "");
        if (json) {
            example.printJson(out, result, Json.object("workers", workers, "sandbox", level, "missing", missing));
        } else {
            out.println("Done in " + result.seconds() + " s by " + workers
                    + (workers == 1 ? " worker" : " workers") + ", sandbox level " + level + "."
                    + (missing.isEmpty() ? "" : " For a higher level: " + missing));
            out.flush();
        }
        return result.exitCode();
    }

    /** A job without workers would wait for ever. */
    private static void interruptIfNoneComes(CompletableFuture<Void> ready) {
        Thread job = Thread.currentThread();
        ready.exceptionally(failure -> {
            job.interrupt();
            return null;
        });
    }

    /** One of the workers; all are alike. */
    private static MemberInfo worker(EmbeddedGrid grid, CompletableFuture<Void> ready) throws Exception {
        Answer.of(ready);
        try (GridLookup lookup = GridLookup.open(grid.network())) {
            return lookup.workers().stream()
                    .map(FoundMember::info)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no worker is registered although one is ready"));
        }
    }
}
