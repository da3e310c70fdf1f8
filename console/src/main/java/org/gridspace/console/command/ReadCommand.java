package org.gridspace.console.command;

import org.gridspace.client.PendingMatch;
import org.gridspace.client.SpaceClient;
import org.gridspace.entry.PackedEntry;
import picocli.CommandLine.Command;

/** {@code gridspace read}: shows an entry. */
@Command(
        name = "read",
        mixinStandardHelpOptions = true,
        header = "Shows an entry.",
        description = {"Shows one entry of a space that matches, and leaves it there; ends with 1 if there is none."})
public final class ReadCommand extends MatchCommand {
    @Override
    PendingMatch<PackedEntry> ask(SpaceClient client, PackedEntry template, long timeoutMillis) {
        return client.readPacked(template, timeoutMillis);
    }
}
