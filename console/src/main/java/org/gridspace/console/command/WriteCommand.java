package org.gridspace.console.command;

import java.util.ArrayList;
import java.util.List;
import net.jini.core.lease.Lease;
import org.gridspace.client.SpaceClient;
import org.gridspace.client.SpaceLease;
import org.gridspace.console.outcome.ExitCode;
import org.gridspace.console.output.Json;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridspace write}: puts an entry into a space without having its class. */
@Command(
        name = "write",
        mixinStandardHelpOptions = true,
        header = "Writes an entry into a space.",
        description = {"If the space knows the class, its fields are used; if not, the fields given here define it."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
public final class WriteCommand extends GridCommand {
    @Mixin
    private NetworkOptions network;

    @Mixin
    private OutputOptions output;

    @Parameters(index = "0", paramLabel = "SPACE", description = "The space's name.")
    private String space;

    @Parameters(index = "1", paramLabel = "CLASS", description = "The entry's class.")
    private String className;

    @Parameters(
            index = "2..*",
            paramLabel = "field=type:value",
            description = {"A field's value; fields that aren't given are null.", FieldText.TYPES})
    private List<String> fields = new ArrayList<>();

    @Option(
            names = "--lease",
            paramLabel = "MS",
            description = "How long the entry stays, in milliseconds. Default: until it is taken.")
    private @Nullable Long leaseMillis;

    @Override
    public Integer call() throws Exception {
        if (leaseMillis != null && leaseMillis < 1) {
            throw Misuse.of("--lease " + leaseMillis + ": milliseconds, 1 or more");
        }
        List<FieldText> values = FieldText.parseAll(fields);
        try (GridLookup grid = GridLookup.open(network.network());
                SpaceClient client = grid.connect(space)) {
            var known = new KnownTypes(Answer.of(client.census()));
            EntryType type = known.named(className).isEmpty()
                    ? FieldText.define(className, values)
                    : known.withFields(className, values);
            if (type.equals(EntryType.ANY)) {
                throw Misuse.of(className + " is not an entry class");
            }
            KnownTypes.requireComplete(type, values);
            PackedEntry entry = FieldText.pack(type, values);
            long lease = leaseMillis == null ? Lease.FOREVER : leaseMillis;
            report(Answer.of(client.writePacked(entry, lease)));
            return ExitCode.DONE.number();
        }
    }

    private void report(SpaceLease lease) {
        boolean forever = lease.getExpiration() == Lease.FOREVER;
        var out = out();
        if (output.json()) {
            Json.print(
                    out,
                    Json.object(
                            "space",
                            space,
                            "class",
                            className,
                            "expires",
                            forever
                                    ? null
                                    : java.time.Instant.ofEpochMilli(lease.getExpiration())
                                            .toString()));
        } else {
            out.println(
                    "written" + (forever ? "" : ", expires " + java.time.Instant.ofEpochMilli(lease.getExpiration())));
            out.flush();
        }
    }
}
