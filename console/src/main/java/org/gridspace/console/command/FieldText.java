package org.gridspace.console.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gridspace.codec.ValueText;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.entry.PackedFields;

/**
 * A field and its value as they are given on the command line, {@code field=type:value}. Immutable.
 *
 * @param name the field's name
 * @param typed its value with its type before it, as {@link ValueText} takes it
 */
record FieldText(String name, String typed) {
    /** What a field may look like, for help texts. */
    static final String TYPES = "Types: string, int, long, double, boolean, …";

    /** Takes {@code text} apart. */
    static FieldText parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0 || text.indexOf(':', equals) < 0) {
            throw Misuse.of("'" + text + "' is not of the form field=type:value");
        }
        return new FieldText(text.substring(0, equals), text.substring(equals + 1));
    }

    /** Takes several apart; none may be given twice. */
    static List<FieldText> parseAll(List<String> texts) {
        List<FieldText> fields = texts.stream().map(FieldText::parse).toList();
        Set<String> names = new HashSet<>();
        for (FieldText field : fields) {
            if (!names.add(field.name())) {
                throw Misuse.of("field '" + field.name() + "' is given twice");
            }
        }
        return fields;
    }

    /** The type that {@code fields} define: one class that declares them all. */
    static EntryType define(String className, List<FieldText> fields) {
        List<EntryType.Field> declared = fields.stream()
                .map(field -> new EntryType.Field(field.name(), ValueText.typeName(field.typed())))
                .sorted(Comparator.comparing(EntryType.Field::name))
                .toList();
        return new EntryType(List.of(new EntryType.Level(className, declared)));
    }

    /** An entry or template of {@code type}, null where no field is given. */
    static PackedEntry pack(EntryType type, List<FieldText> fields) {
        byte[][] values = new byte[type.fieldCount()][];
        for (FieldText field : fields) {
            values[field.positionIn(type)] = field.encoded();
        }
        return new PackedEntry(type, PackedFields.pack(values));
    }

    /** Where the field is in {@code type}, the innermost if several have its name; -1 if there is none. */
    int positionIn(EntryType type) {
        var names = new ArrayList<String>();
        type.fields().forEach(field -> names.add(field.name()));
        return names.lastIndexOf(name);
    }

    /** The value's encoding. */
    byte[] encoded() {
        return Misuse.checking(name + "=", ValueText::parse).apply(typed);
    }
}
