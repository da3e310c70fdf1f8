package org.gridspace.console.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gridspace.console.outcome.CommandFailed;
import org.gridspace.console.outcome.ExitCode;
import org.gridspace.console.outcome.Suggestion;
import org.gridspace.console.output.Json;
import org.gridspace.console.output.ProgressBar;
import org.gridspace.examples.ArgumentProblem;
import org.gridspace.examples.Example;
import org.gridspace.examples.ExampleArguments;
import org.gridspace.examples.ExampleOption;
import org.gridspace.grid.Grid;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** An example with its arguments, checked before anything is started. Confined to one thread. */
final class ExampleCall {
    private final Example example;
    private final ExampleArguments arguments;

    /** What came of it: its exit code, the lines of its result, and how long it took. */
    record Result(int exitCode, List<String> lines, double seconds) {}

    private ExampleCall(Example example, ExampleArguments arguments) {
        this.example = example;
        this.arguments = arguments;
    }

    /** The example {@code name} with {@code words}; {@code command} is whose options may have been mistyped among them. */
    static ExampleCall of(String name, List<String> words, CommandSpec command) {
        Example example = Example.find(name).orElseThrow(() -> unknown(name));
        checkOptions(example, words, command);
        try {
            return new ExampleCall(example, ExampleArguments.parse(example.options(), words));
        } catch (ArgumentProblem e) {
            throw new CommandFailed(ExitCode.USAGE, example.name() + ": " + e.getMessage(), e);
        }
    }

    /** That there's no such example, and which there are. */
    static CommandFailed unknown(String name) {
        List<String> names = Example.all().stream().map(Example::name).toList();
        return Misuse.of("unknown example '" + name + "'"
                + Suggestion.nearest(name, names)
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse("; there are: " + String.join(", ", names)));
    }

    /** A few lines about each example and its options, for help texts. */
    static List<String> describeAll() {
        var lines = new ArrayList<String>();
        for (Example example : Example.all()) {
            lines.add("  " + example.name() + ": " + example.summary());
            for (ExampleOption option : example.options()) {
                lines.add("      --" + option.name() + " " + option.value() + ": " + option.description());
            }
        }
        return lines;
    }

    /** Its name. */
    String name() {
        return example.name();
    }

    /** Runs it; its result goes to {@code out} line by line, unless that is null, its progress to {@code err}. */
    Result run(Grid grid, @Nullable PrintWriter out, PrintWriter err) throws Exception {
        var text = new StringWriter();
        var bar = new ProgressBar(err, ProgressBar.isTerminal(), example.name());
        long start = System.nanoTime();
        int exitCode;
        try {
            exitCode = example.run(
                    grid,
                    arguments,
                    new PrintWriter(text, true),
                    (done, total) -> bar.update(done, total, System.nanoTime()));
        } catch (ArgumentProblem e) {
            throw new CommandFailed(ExitCode.USAGE, example.name() + ": " + e.getMessage(), e);
        } finally {
            bar.close();
        }
        double seconds = Math.round((System.nanoTime() - start) / 1e8) / 10.0;
        List<String> lines = text.toString().lines().toList();
        if (out != null) {
            lines.forEach(out::println);
            out.flush();
        }
        return new Result(exitCode, lines, seconds);
    }

    /** Prints a result as JSON, with {@code more} about it. */
    void printJson(PrintWriter out, Result result, Map<String, @Nullable Object> more) {
        Map<String, @Nullable Object> object = Json.object(
                "example", example.name(),
                "exitCode", result.exitCode(),
                "result", result.lines(),
                "seconds", result.seconds());
        object.putAll(more);
        Json.print(out, object);
    }

    private static void checkOptions(Example example, List<String> words, CommandSpec command) {
        List<String> known =
                example.options().stream().map(option -> "--" + option.name()).collect(Collectors.toList());
        for (String word : words) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (name.startsWith("--") && !known.contains(name)) {
                var all = new ArrayList<>(known);
                command.options().forEach(option -> all.addAll(List.of(option.names())));
                throw Misuse.of("unknown option '" + name + "'"
                        + Suggestion.nearest(name, all)
                                .map(nearest -> "; did you mean '" + nearest + "'?")
                                .orElse("; " + example.name() + " takes " + String.join(", ", known)));
            }
        }
    }
}
