package org.gridspace.console.command;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gridspace.console.outcome.ExitCode;
import org.gridspace.console.output.Json;
import org.gridspace.console.output.Table;
import org.gridspace.discovery.FoundMember;
import org.gridspace.discovery.MemberInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gridspace peers}: who takes part. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        header = "Lists who takes part in a grid.",
        description = {
            "Lists the members that the trackers know: trackers, spaces and workers. One that died without notice",
            "stays listed for up to half a minute."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
public final class PeersCommand extends GridCommand {
    @Mixin
    private NetworkOptions network;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws Exception {
        try (GridLookup grid = GridLookup.open(network.network())) {
            List<FoundMember> members = grid.members().stream()
                    .sorted(Comparator.comparing((FoundMember m) -> m.info().kind())
                            .thenComparing(m -> m.info().name())
                            .thenComparing(m -> m.info().id()))
                    .toList();
            print(out(), members);
        }
        return ExitCode.DONE.number();
    }

    private void print(PrintWriter out, List<FoundMember> members) {
        if (output.json()) {
            Json.print(
                    out,
                    Json.object(
                            "peers", members.stream().map(PeersCommand::json).toList()));
            return;
        }
        var table = new Table("KIND", "NAME", "ADDRESS", "SINCE", "ID", "ATTRIBUTES");
        for (FoundMember member : members) {
            MemberInfo info = member.info();
            table.add(
                    info.kind(),
                    info.name(),
                    info.address(),
                    member.since().toString(),
                    info.id().toString(),
                    text(info.attributes()));
        }
        table.print(out);
    }

    private static Object json(FoundMember member) {
        MemberInfo info = member.info();
        return Json.object(
                "kind", info.kind(),
                "name", info.name(),
                "id", info.id().toString(),
                "address", info.address(),
                "since", member.since().toString(),
                "attributes", info.attributes());
    }

    private static String text(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .filter(attribute -> attribute.getValue().indexOf(' ') < 0) // sentences don't fit into a table
                .sorted(Map.Entry.comparingByKey())
                .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                .collect(Collectors.joining(" "));
    }
}
