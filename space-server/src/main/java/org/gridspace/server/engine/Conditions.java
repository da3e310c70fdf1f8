package org.gridspace.server.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.gridspace.entry.PackedFields;
import org.jspecify.annotations.Nullable;

/** What a template demands of fields beside equality, made ready for comparing. Immutable. */
final class Conditions {
    /** Nothing is demanded. */
    static final Conditions NONE = new Conditions(List.of());

    /** What a condition costs while it is kept, beside its own bytes. */
    static final int OVERHEAD_BYTES = 64;

    private final Command.Condition[] byField;
    private final @Nullable Range range;

    private Conditions(List<Command.Condition> conditions) {
        byField = conditions.toArray(Command.Condition[]::new);
        Arrays.sort(byField, Comparator.comparingInt(Command.Condition::field));
        range = Range.of(conditions);
    }

    static Conditions of(List<Command.Condition> conditions) {
        return conditions.isEmpty() ? NONE : new Conditions(conditions);
    }

    /** The range that decides which entry comes first, or null if age does. */
    @Nullable
    Range range() {
        return range;
    }

    long bytes() {
        long bytes = 0;
        for (Command.Condition condition : byField) {
            bytes += OVERHEAD_BYTES + condition.value().length;
        }
        return bytes;
    }

    /** Whether an entry, whose type is known to fit, meets all. */
    boolean areMetBy(byte[] entry) {
        int field = 0;
        int at = 0;
        for (Command.Condition condition : byField) {
            for (; field < condition.field(); field++) {
                at = PackedFields.next(entry, at);
            }
            if (!isMet(condition, entry, PackedFields.valueStart(entry, at), PackedFields.next(entry, at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMet(Command.Condition condition, byte[] entry, int start, int end) {
        if (start < 0) {
            return false;
        }
        byte[] value = condition.value();
        if (condition.comparison() == Command.Comparison.NOT_EQUAL) {
            return !Arrays.equals(entry, start, end, value, 0, value.length);
        }
        if (start == end || value.length == 0 || entry[start] != value[0]) {
            return false;
        }
        int order = Arrays.compareUnsigned(entry, start, end, value, 0, value.length);
        return switch (condition.comparison()) {
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
