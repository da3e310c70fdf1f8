package org.gridspace.console.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import org.gridspace.codec.ValueText;
import org.gridspace.console.output.Json;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.entry.PackedFields;
import org.jspecify.annotations.Nullable;

/**
 * An entry for people to read: its class, then a line a field in the form that {@code write} takes.
 *
 * @param entry the entry
 */
record EntryText(PackedEntry entry) {
    void print(PrintWriter out, boolean json) {
        List<EntryType.Field> fields = entry.type().fields();
        byte[] @Nullable [] values = PackedFields.unpack(entry.fields(), fields.size());
        if (json) {
            var object = new LinkedHashMap<String, @Nullable Object>();
            for (int i = 0; i < values.length; i++) {
                byte[] value = values[i];
                object.put(fields.get(i).name(), value == null ? null : ValueText.show(value));
            }
            Json.print(out, Json.object("class", entry.type().className(), "fields", object));
            return;
        }
        out.println(entry.type().className());
        for (int i = 0; i < values.length; i++) {
            byte[] value = values[i];
            out.println("  " + fields.get(i).name() + "=" + (value == null ? "null" : ValueText.show(value)));
        }
        out.flush();
    }
}
