package org.gridspace.console.command;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import org.gridspace.client.SpaceAddress;
import org.gridspace.client.SpaceClient;
import org.gridspace.client.TypeCount;
import org.gridspace.console.outcome.ExitCode;
import org.gridspace.console.output.Json;
import org.gridspace.console.output.Table;
import org.gridspace.discovery.FoundSpace;
import org.gridspace.entry.EntryType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gridspace ls}: the spaces of a grid, or what is in one. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        header = "Lists the spaces of a grid, or what is in one.",
        description = {
            "Lists the spaces that are registered, or the entry classes of one space with the number of their",
            "entries."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
public final class LsCommand extends GridCommand {
    @Mixin
    private NetworkOptions network;

    @Mixin
    private OutputOptions output;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SPACE", description = "The space to look into.")
    private @Nullable String space;

    @Override
    public Integer call() throws Exception {
        try (GridLookup grid = GridLookup.open(network.network())) {
            if (space == null) {
                printSpaces(grid.spaces());
            } else {
                try (SpaceClient client = grid.connect(space)) {
                    printClasses(client.address(), Answer.of(client.census()));
                }
            }
        }
        return ExitCode.DONE.number();
    }

    private void printSpaces(List<FoundSpace> found) {
        List<SpaceAddress> spaces = found.stream()
                .map(FoundSpace::address)
                .sorted(Comparator.comparing(SpaceAddress::name))
                .toList();
        PrintWriter out = out();
        if (output.json()) {
            Json.print(
                    out,
                    Json.object(
                            "spaces",
                            spaces.stream()
                                    .map(s -> Json.object(
                                            "name",
                                            s.name(),
                                            "id",
                                            s.spaceId().toString(),
                                            "address",
                                            HostPort.of(s.host(), s.port())))
                                    .toList()));
            return;
        }
        var table = new Table("SPACE", "ADDRESS", "ID");
        spaces.forEach(s ->
                table.add(s.name(), HostPort.of(s.host(), s.port()), s.spaceId().toString()));
        table.print(out);
    }

    private void printClasses(SpaceAddress address, List<TypeCount> census) {
        List<TypeCount> counts = census.stream()
                .sorted(Comparator.comparing(count -> count.type().className()))
                .toList();
        PrintWriter out = out();
        if (output.json()) {
            Json.print(
                    out,
                    Json.object(
                            "space",
                            address.name(),
                            "classes",
                            counts.stream().map(LsCommand::json).toList()));
            return;
        }
        var table = new Table("ENTRIES", "CLASS", "FIELDS");
        for (TypeCount count : counts) {
            List<String> fields =
                    count.type().fields().stream().map(EntryType.Field::name).toList();
            table.add(Long.toString(count.entries()), count.type().className(), String.join(", ", fields));
        }
        table.print(out);
    }

    private static Object json(TypeCount count) {
        return Json.object(
                "class", count.type().className(),
                "entries", count.entries(),
                "fields",
                        count.type().fields().stream()
                                .map(f -> Json.object("name", f.name(), "type", f.typeName()))
                                .toList());
    }
}
