package org.gridspace.wire;

import java.util.List;

/**
 * A template.
 *
 * @param typeId its type, 0 for the null template
 * @param fields its packed fields, null where anything matches
 * @param conditions what must hold beside; all of them
 */
public record Template(int typeId, byte[] fields, List<Condition> conditions) {
    /** Copies the list. */
    public Template {
        conditions = List.copyOf(conditions);
    }

    /** A template without conditions, as JavaSpaces has them. */
    public Template(int typeId, byte[] fields) {
        this(typeId, fields, List.of());
    }
}
