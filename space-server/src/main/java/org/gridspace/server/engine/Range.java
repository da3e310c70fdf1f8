package org.gridspace.server.engine;

import java.util.Arrays;
import java.util.List;
import org.gridspace.entry.PackedFields;
import org.jspecify.annotations.Nullable;

/**
 * The values of one field between two bounds; both bounds begin with the same tag. A template with a range is served in the
 * order of that field's values, and by age among equal ones. Immutable.
 *
 * @param field which field
 * @param tag the first byte of all values in it
 * @param low the lowest value, or null
 * @param lowIncluded whether that one is in it
 * @param high the highest value, or null
 * @param highIncluded whether that one is in it
 * @param empty whether no value can be in it
 */
record Range(
        int field,
        byte tag,
        byte @Nullable [] low,
        boolean lowIncluded,
        byte @Nullable [] high,
        boolean highIncluded,
        boolean empty) {
    /** The range that is demanded of the first field of which one is demanded, or null. */
    static @Nullable Range of(List<Command.Condition> conditions) {
        Range range = null;
        for (Command.Condition condition : conditions) {
            if (condition.comparison() == Command.Comparison.NOT_EQUAL) {
                continue;
            }
            if (range == null) {
                byte tag = condition.value().length == 0 ? 0 : condition.value()[0];
                range = new Range(condition.field(), tag, null, true, null, true, false);
            }
            if (condition.field() == range.field) {
                range = range.and(condition);
            }
        }
        return range == null || range.low == null || range.high == null ? range : range.checked(range.low, range.high);
    }

    private Range and(Command.Condition condition) {
        byte[] value = condition.value();
        if (value.length == 0 || value[0] != tag) {
            return new Range(field, tag, low, lowIncluded, high, highIncluded, true);
        }
        return switch (condition.comparison()) {
            case NOT_EQUAL -> this;
            case LESS -> below(value, false);
            case AT_MOST -> below(value, true);
            case GREATER -> above(value, false);
            case AT_LEAST -> above(value, true);
        };
    }

    private Range below(byte[] value, boolean included) {
        int order = high == null ? -1 : Arrays.compareUnsigned(value, high);
        if (order > 0) {
            return this;
        }
        return new Range(field, tag, low, lowIncluded, value, included && (order < 0 || highIncluded), empty);
    }

    private Range above(byte[] value, boolean included) {
        int order = low == null ? 1 : Arrays.compareUnsigned(value, low);
        if (order < 0) {
            return this;
        }
        return new Range(field, tag, value, included && (order > 0 || lowIncluded), high, highIncluded, empty);
    }

    private Range checked(byte[] least, byte[] most) {
        int order = Arrays.compareUnsigned(least, most);
        boolean none = order > 0 || order == 0 && !(lowIncluded && highIncluded);
        return new Range(field, tag, low, lowIncluded, high, highIncluded, empty || none);
    }

    /** Which of two entries, both with a value of that field, comes first. */
    int compare(byte[] one, long oneId, byte[] other, long otherId) {
        int mine = at(one);
        int its = at(other);
        int order = Arrays.compareUnsigned(
                one,
                PackedFields.valueStart(one, mine),
                PackedFields.next(one, mine),
                other,
                PackedFields.valueStart(other, its),
                PackedFields.next(other, its));
        return order != 0 ? order : Long.compare(oneId, otherId);
    }

    /** Whether an entry's value of that field, which has the tag, lies above the range. */
    boolean endsBefore(byte[] fields) {
        if (high == null) {
            return false;
        }
        int at = at(fields);
        int start = PackedFields.valueStart(fields, at);
        int order = Arrays.compareUnsigned(fields, start, PackedFields.next(fields, at), high, 0, high.length);
        return order > 0 || order == 0 && !highIncluded;
    }

    private int at(byte[] fields) {
        int at = 0;
        for (int i = 0; i < field; i++) {
            at = PackedFields.next(fields, at);
        }
        return at;
    }
}
