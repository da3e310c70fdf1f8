package org.gridspace.entry;

import java.io.Serializable;
import java.util.Arrays;

/**
 * An entry or template as it travels: its type and its packed fields. Treated as immutable: nobody changes
 * {@code fields} once it is in here. Serializable.
 *
 * @param type the class
 * @param fields see {@link PackedFields}
 */
public record PackedEntry(EntryType type, byte[] fields) implements Serializable {
    /** The null template, which matches every entry. */
    public static final PackedEntry ANY = new PackedEntry(EntryType.ANY, new byte[0]);

    /** Checks that the fields are well formed for the type. */
    public PackedEntry {
        PackedFields.validate(fields, type.fieldCount());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedEntry that && type.equals(that.type) && Arrays.equals(fields, that.fields);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(fields);
    }

    @Override
    public String toString() {
        return type.className() + "[" + fields.length + " bytes]";
    }
}
