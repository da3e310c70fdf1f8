package org.gridspace.console.command;

import java.io.PrintWriter;
import org.gridspace.codec.ValueText;
import org.gridspace.console.output.Json;
import org.gridspace.entry.PackedEntry;

/**
 * An entry for people to read: its class, then a line a field.
 *
 * @param entry the entry
 */
record EntryText(PackedEntry entry) {
    void print(PrintWriter out, boolean json) {
        if (json) {
            Json.print(out, Json.object("class", entry.type().className(), "fields", ValueText.describe(entry)));
            return;
        }
        out.println(entry.type().className());
        ValueText.describe(entry).forEach((name, value) -> out.println("  " + name + "=" + Json.text(value)));
        out.flush();
    }
}
