package org.gridspace.wire;

import java.util.ArrayList;
import org.gridspace.entry.EntryType;

/** Entry types as bytes. */
final class TypeCodec {
    /** What one level takes at least: a name of one byte and a field count. */
    private static final int MIN_LEVEL_BYTES = 3;
    /** What one field takes at least: two names of one byte. */
    private static final int MIN_FIELD_BYTES = 4;

    private TypeCodec() {}

    static void write(EntryType type, WireWriter out) {
        out.number(type.levels().size());
        for (EntryType.Level level : type.levels()) {
            out.string(level.className());
            out.number(level.fields().size());
            for (EntryType.Field field : level.fields()) {
                out.string(field.name());
                out.string(field.typeName());
            }
        }
    }

    static EntryType read(WireReader in) throws WireFormatException {
        int levelCount = in.count(EntryType.MAX_LEVELS, MIN_LEVEL_BYTES, "levels of a type");
        var levels = new ArrayList<EntryType.Level>(levelCount);
        try {
            for (int i = 0; i < levelCount; i++) {
                levels.add(readLevel(in));
            }
            return new EntryType(levels);
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("an impossible type: " + e.getMessage());
        }
    }

    private static EntryType.Level readLevel(WireReader in) throws WireFormatException {
        String className = in.string(EntryType.MAX_NAME_LENGTH, "class name");
        int fieldCount = in.count(EntryType.MAX_FIELDS, MIN_FIELD_BYTES, "fields of a class");
        var fields = new ArrayList<EntryType.Field>(fieldCount);
        for (int i = 0; i < fieldCount; i++) {
            fields.add(new EntryType.Field(
                    in.string(EntryType.MAX_NAME_LENGTH, "field name"),
                    in.string(EntryType.MAX_NAME_LENGTH, "field's type name")));
        }
        return new EntryType.Level(className, fields);
    }
}
