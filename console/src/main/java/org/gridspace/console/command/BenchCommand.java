package org.gridspace.console.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.row.Row;
import org.gridspace.benchmarks.row.Rows;
import org.gridspace.benchmarks.row.Scale;
import org.gridspace.benchmarks.run.BenchOptions;
import org.gridspace.benchmarks.run.BenchRun;
import org.gridspace.console.outcome.ExitCode;
import org.gridspace.console.outcome.Suggestion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridspace bench}: our space beside Outrigger and Redis, in one run. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        header = "Compares the space with Outrigger and Redis.",
        description = {
            "Starts this space, Outrigger 2.2.3 with Mahalo (under River's service starter and a security",
            "manager, and flat without), Redis where redis-server is installed, and a bare TCP echo, each",
            "in a process of its own. Client processes do the same work with each in turn. Printed are",
            "median and range over the rounds, the ratio to Outrigger round by round, and what was to be",
            "reached. Payload 200 bytes, memory mode, loopback. Everything ends with this command. All",
            "rows take about half an hour.",
            "Ends with 0 when it has run, also if something was missed or isn't available; with --check it",
            "ends with 1 unless everything that was to be reached was."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
public final class BenchCommand extends GridCommand implements WithFooter {
    private static final int MOST_ROUNDS = 100;
    private static final int USUAL_ROUNDS = 3;

    @Parameters(paramLabel = "ROW", arity = "0..*", description = "The rows to measure, see below. Default: all.")
    private List<String> rows = new ArrayList<>();

    @Option(
            names = "--quick",
            description = "Little of everything, one round: shows that it works, within seconds a row.")
    private boolean quick;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each is measured, in 5 short turns each time. Default: 3.")
    private @Nullable Integer rounds;

    @Option(
            names = "--max-entries",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "The most entries that a space is filled with. Default: ${DEFAULT-VALUE}.")
    private long maxEntries;

    @Option(
            names = "--without",
            paramLabel = "outrigger|outrigger-flat|redis|tcp",
            split = ",",
            description = "Whom to leave out; outrigger leaves out both ways to start it.")
    private List<String> without = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Write every round's figures to FILE, as JSON.")
    private @Nullable Path json;

    @Option(names = "--check", description = "End with 1 unless everything that was to be reached was.")
    private boolean check;

    @Override
    public Integer call() throws Exception {
        rows.forEach(BenchCommand::requireRow);
        if (maxEntries < 1) {
            throw Misuse.of("--max-entries " + maxEntries + ": there must be one at least");
        }
        int times = rounds != null ? rounds : quick ? 1 : USUAL_ROUNDS;
        if (times < 1 || times > MOST_ROUNDS) {
            throw Misuse.of("--rounds " + times + ": 1 to " + MOST_ROUNDS);
        }
        requireWritable(json);
        Scale scale = quick ? Scale.quick(times, maxEntries) : Scale.full(times, maxEntries);
        var options = new BenchOptions(rows, scale, leftOut(), json);
        boolean reached = new BenchRun(options, out(), line -> {
                    err().println(line);
                    err().flush();
                })
                .run();
        return (reached || !check ? ExitCode.DONE : ExitCode.FAILED).number();
    }

    @Override
    public String[] footer() {
        return Rows.all().stream()
                .map(row -> String.format(Locale.ROOT, "  %-13s %s", row.name(), row.title()))
                .toArray(String[]::new);
    }

    @Override
    public String footerHeading() {
        return "%nRows:%n";
    }

    /** Now, not after half an hour. */
    private static void requireWritable(@Nullable Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null
                || !Files.isDirectory(folder)
                || Files.isDirectory(file)
                || !Files.isWritable(Files.exists(file) ? file : folder)) {
            throw Misuse.of("--json " + file + ": can't be written");
        }
    }

    private static void requireRow(String name) {
        List<String> names = Rows.all().stream().map(Row::name).toList();
        if (!names.contains(name)) {
            Optional<String> meant = Suggestion.nearest(name, names);
            throw Misuse.of("no row is called " + name
                    + meant.map(word -> "; did you mean " + word + "?").orElse(": " + String.join(", ", names)));
        }
    }

    private Set<PeerName> leftOut() {
        Set<PeerName> names = EnumSet.noneOf(PeerName.class);
        for (String name : without) {
            switch (name) {
                case "outrigger" -> names.addAll(List.of(PeerName.OUTRIGGER, PeerName.OUTRIGGER_FLAT));
                case "outrigger-flat" -> names.add(PeerName.OUTRIGGER_FLAT);
                case "redis" -> names.add(PeerName.REDIS);
                case "tcp" -> names.add(PeerName.TCP);
                default -> throw Misuse.of("--without " + name + ": outrigger, outrigger-flat, redis or tcp");
            }
        }
        return names;
    }
}
