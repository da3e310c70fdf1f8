package org.gridspace.server.engine;

import java.util.Arrays;
import org.gridspace.entry.PackedFields;
import org.jspecify.annotations.Nullable;

/**
 * A template made ready for looking up: its type, which of its first 64 fields it fills, and their hash. Immutable.
 *
 * @param type what it matches, subtypes included
 * @param fields its packed fields
 * @param mask bit i is set when field i is filled
 * @param hash of the filled fields that the mask shows
 * @param conditions what it demands beside equality
 */
record Pattern(TypeNode type, byte[] fields, long mask, long hash, Conditions conditions) {
    /** What a template costs while it is kept, beside its own bytes. */
    static final int OVERHEAD_BYTES = 200;

    private static final int MASKED_FIELDS = Long.SIZE;

    /** Prepares a well-formed template. */
    static Pattern of(TypeNode type, Command.Template template, FieldHash hash) {
        byte[] fields = template.fields();
        long mask = 0;
        int at = 0;
        for (int i = 0; i < Math.min(type.fieldCount(), MASKED_FIELDS); i++) {
            if (PackedFields.valueStart(fields, at) >= 0) {
                mask |= 1L << i;
            }
            at = PackedFields.next(fields, at);
        }
        return new Pattern(type, fields, mask, hash.of(fields, mask), Conditions.of(template.conditions()));
    }

    /** The range that decides which entry comes first, or null if age does. */
    @Nullable
    Range range() {
        return conditions.range();
    }

    /** What it costs while it is kept. */
    long bytes() {
        return OVERHEAD_BYTES + fields.length + conditions.bytes();
    }

    /** Whether the fields of an entry, whose type is known to fit, match. */
    boolean matches(byte[] entry) {
        int mine = 0;
        int its = 0;
        while (mine < fields.length) {
            int myNext = PackedFields.next(fields, mine);
            int itsNext = PackedFields.next(entry, its);
            if (PackedFields.valueStart(fields, mine) >= 0
                    && !Arrays.equals(fields, mine, myNext, entry, its, itsNext)) {
                return false;
            }
            mine = myNext;
            its = itsNext;
        }
        return conditions == Conditions.NONE || conditions.areMetBy(entry);
    }
}
