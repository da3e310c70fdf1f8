package org.gridspace.console.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gridspace.client.PendingMatch;
import org.gridspace.client.SpaceClient;
import org.gridspace.console.outcome.CommandFailed;
import org.gridspace.console.outcome.ExitCode;
import org.gridspace.entry.PackedEntry;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code read} and {@code take} share: a template from the command line, and one entry that matches it. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
abstract class MatchCommand extends GridCommand {
    @Mixin
    private NetworkOptions network;

    @Mixin
    private OutputOptions output;

    @Parameters(index = "0", paramLabel = "SPACE", description = "The space's name.")
    private String space;

    @Parameters(
            index = "1",
            paramLabel = "CLASS",
            description = "The entry class, or a superclass; java.lang.Object matches every entry.")
    private String className;

    @Parameters(
            index = "2..*",
            paramLabel = "field=type:value",
            description = {
                "A field that must have this value; fields that aren't given match anything.",
                FieldText.TYPES
            })
    private List<String> fields = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "MS",
            defaultValue = "0",
            description = "How long to wait for a match, in milliseconds. Default: ${DEFAULT-VALUE}, not at all.")
    private long timeoutMillis;

    /** Asks for one match. */
    abstract PendingMatch<PackedEntry> ask(SpaceClient client, PackedEntry template, long timeoutMillis);

    @Override
    public Integer call() throws Exception {
        if (timeoutMillis < 0) {
            throw Misuse.of("--timeout " + timeoutMillis + ": milliseconds, 0 or more");
        }
        List<FieldText> wanted = FieldText.parseAll(fields);
        try (GridLookup grid = GridLookup.open(network.network());
                SpaceClient client = grid.connect(space)) {
            Optional<PackedEntry> match = match(client, wanted);
            if (match.isEmpty()) {
                throw new CommandFailed(
                        ExitCode.FAILED,
                        timeoutMillis == 0 ? "nothing matched" : "nothing matched within " + timeoutMillis + " ms");
            }
            new EntryText(match.get()).print(out(), output.json());
            return ExitCode.DONE.number();
        }
    }

    private Optional<PackedEntry> match(SpaceClient client, List<FieldText> wanted) throws Exception {
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000;
        Optional<KnownTypes> types = KnownTypes.awaitNamed(client, className, timeoutMillis);
        if (types.isEmpty()) {
            return Optional.empty();
        }
        PackedEntry template = FieldText.pack(types.get().withFields(className, wanted), wanted);
        long left = Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
        return Answer.of(ask(client, template, left).future());
    }
}
