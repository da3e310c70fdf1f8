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
import org.jspecify.annotations.Nullable;

/**
 * A field and its value as they are given on the command line, {@code field=type:value}. Immutable.
 *
 * @param name the field's name
 * @param typeName the value's type, as {@link ValueText} takes it
 * @param text the value
 */
record FieldText(String name, String typeName, String text) {
    /** Which types there are, for help texts. */
    static final String TYPES = "Types: int, long, double, boolean, string, uuid, instant, bytes (in hexadecimal), …";

    /** Takes {@code argument} apart. */
    static FieldText parse(String argument) {
        int equals = argument.indexOf('=');
        int colon = argument.indexOf(':', equals);
        if (equals <= 0 || colon < 0) {
            throw Misuse.of("'" + argument + "' is not of the form field=type:value");
        }
        var field = new FieldText(
                argument.substring(0, equals), argument.substring(equals + 1, colon), argument.substring(colon + 1));
        field.encoded();
        return field;
    }

    /** Takes several apart; none may be given twice. */
    static List<FieldText> parseAll(List<String> arguments) {
        List<FieldText> fields = arguments.stream().map(FieldText::parse).toList();
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
        return Misuse.told(() -> new EntryType(List.of(new EntryType.Level(
                className,
                fields.stream()
                        .map(field -> new EntryType.Field(field.name(), field.className()))
                        .sorted(Comparator.comparing(EntryType.Field::name))
                        .toList()))));
    }

    /** An entry or template of {@code type}, null where no field is given. */
    static PackedEntry pack(EntryType type, List<FieldText> fields) {
        byte[] @Nullable [] values = new byte[type.fieldCount()][];
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

    /** The class that values of its type have. */
    String className() {
        return ValueText.className(typeName).orElseThrow();
    }

    /** The value's encoding; one that can't be read ends the command with 2. */
    byte[] encoded() {
        return Misuse.checking("field '" + name + "'", value -> ValueText.parse(typeName, value))
                .apply(text);
    }
}
