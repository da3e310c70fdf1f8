package org.gridspace.server.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedFields;
import org.gridspace.server.engine.ReferenceParts.Item;
import org.jspecify.annotations.Nullable;

/** What templates mean for {@link ReferenceSpace}, and what things weigh. */
final class ReferenceTemplates {
    private final List<EntryType> types;
    private final EngineLimits limits;

    ReferenceTemplates(List<EntryType> types, EngineLimits limits) {
        this.types = types;
        this.limits = limits;
    }

    boolean matchesAny(List<Command.Template> templates, Item item) {
        return templates.stream().anyMatch(template -> matches(template, item));
    }

    boolean matches(Command.Template template, Item item) {
        EntryType type = types.get(template.typeId());
        if (!types.get(item.type).isSubtypeOf(type)) {
            return false;
        }
        byte[] @Nullable [] wanted = PackedFields.unpack(template.fields(), type.fieldCount());
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] != null && !Arrays.equals(wanted[i], item.values[i])) {
                return false;
            }
        }
        return template.conditions().stream().allMatch(condition -> isMet(condition, item.values[condition.field()]));
    }

    private static boolean isMet(Command.Condition condition, byte @Nullable [] value) {
        byte[] other = condition.value();
        if (value == null) {
            return false;
        }
        if (condition.comparison() == Command.Comparison.NOT_EQUAL) {
            return !Arrays.equals(value, other);
        }
        if (value.length == 0 || other.length == 0 || value[0] != other[0]) {
            return false;
        }
        int order = Arrays.compareUnsigned(value, other);
        return switch (condition.comparison()) {
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    /** Which of the entries that match a template comes first: by the field of the first range if there is one, then by age. */
    static Comparator<Item> order(Command.Template template) {
        Comparator<Item> byAge = Comparator.comparingLong(item -> item.id);
        for (Command.Condition condition : template.conditions()) {
            if (condition.comparison() != Command.Comparison.NOT_EQUAL) {
                int field = condition.field();
                Comparator<Item> byValue = (a, b) -> Arrays.compareUnsigned(a.values[field], b.values[field]);
                return byValue.thenComparing(byAge);
            }
        }
        return byAge;
    }

    /** Why the templates can't be used, or null. */
    @Nullable
    Outcome refusalOf(List<Command.Template> templates) {
        if (templates.isEmpty()) {
            return ReferenceSpace.refused(Refusal.BAD_REQUEST);
        }
        for (Command.Template template : templates) {
            if (template.typeId() < 0 || template.typeId() >= types.size()) {
                return ReferenceSpace.refused(Refusal.UNKNOWN_TYPE);
            }
            int fields = types.get(template.typeId()).fieldCount();
            boolean known = template.conditions().stream()
                    .allMatch(condition -> condition.field() >= 0 && condition.field() < fields);
            if (!known || !isWellFormed(template.typeId(), template.fields())) {
                return ReferenceSpace.refused(Refusal.BAD_REQUEST);
            }
        }
        return null;
    }

    /** Why the entries can't be written, or null. */
    @Nullable
    Outcome refusalOfAll(List<Command.NewEntry> entries) {
        if (entries.size() > limits.batchEntries()) {
            return ReferenceSpace.refused(Refusal.BAD_REQUEST);
        }
        for (Command.NewEntry entry : entries) {
            if (entry.typeId() < 1 || entry.typeId() >= types.size()) {
                return ReferenceSpace.refused(Refusal.UNKNOWN_TYPE);
            }
            if (entry.leaseMillis() <= 0 || !isWellFormed(entry.typeId(), entry.fields())) {
                return ReferenceSpace.refused(Refusal.BAD_REQUEST);
            }
        }
        return null;
    }

    private boolean isWellFormed(int type, byte[] fields) {
        try {
            PackedFields.unpack(fields, types.get(type).fieldCount());
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Whether an answer that has these entries, and at most so many, has room for one more. */
    boolean hasRoom(List<Item> entries, long most, Item item) {
        long bytes = bytesOf(item);
        for (Item entry : entries) {
            bytes += bytesOf(entry);
        }
        return entries.size() < Math.min(most, limits.batchEntries())
                && (entries.isEmpty() || bytes <= limits.batchBytes());
    }

    static Outcome.FoundEntry found(Item item) {
        return new Outcome.FoundEntry(item.id, item.type, item.packed);
    }

    /** What an outcome that is kept weighs. */
    static long bytesOf(Outcome outcome) {
        if (outcome instanceof Outcome.Found found) {
            return found.fields().length;
        } else if (outcome instanceof Outcome.Committed committed) {
            return 8L * committed.entryIds().length;
        } else if (outcome instanceof Outcome.WrittenBatch written) {
            return 16L * written.entryIds().length;
        } else if (outcome instanceof Outcome.FoundBatch found) {
            return bytesOfEntries(found.entries());
        }
        return outcome instanceof Outcome.ContentsPage page ? bytesOfEntries(page.entries()) : 0;
    }

    private static long bytesOfEntries(List<Outcome.FoundEntry> entries) {
        return entries.stream().mapToLong(entry -> 32 + entry.fields().length).sum();
    }

    private static long bytesOf(Item item) {
        return 32 + item.packed.length;
    }

    static long bytesOf(List<Command.Template> templates) {
        long bytes = 0;
        for (Command.Template template : templates) {
            bytes += 200 + template.fields().length;
            for (Command.Condition condition : template.conditions()) {
                bytes += 64 + condition.value().length;
            }
        }
        return bytes;
    }
}
