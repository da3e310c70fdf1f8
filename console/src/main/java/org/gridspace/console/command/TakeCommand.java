package org.gridspace.console.command;

import org.gridspace.client.PendingMatch;
import org.gridspace.client.SpaceClient;
import org.gridspace.entry.PackedEntry;
import picocli.CommandLine.Command;

/** {@code gridspace take}: shows an entry and removes it. */
@Command(
        name = "take",
        mixinStandardHelpOptions = true,
        header = "Takes an entry out of a space.",
        description = {"Takes one entry that matches out of a space and shows it; ends with 1 if there is none."})
public final class TakeCommand extends MatchCommand {
    @Override
    PendingMatch<PackedEntry> ask(SpaceClient client, PackedEntry template, long timeoutMillis) {
        return client.takePacked(template, timeoutMillis);
    }
}
