package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.gridspace.entry.PackedFields;
import org.jspecify.annotations.Nullable;

/** Says of what clients send whether it makes sense, and makes templates ready. */
final class Checks {
    /** Most templates of one request. */
    static final int MOST_TEMPLATES = 1024;
    /** Most conditions of one template. */
    static final int MOST_CONDITIONS = 64;

    /** Most different shapes, and templates with conditions, of one request: each may mean a look at many entries. */
    static final int MOST_LABOURS = 64;

    private final TypeTree types;
    private final FieldHash hash;
    private final EngineLimits limits;

    private record Shape(int typeId, long mask) {}

    Checks(TypeTree types, FieldHash hash, EngineLimits limits) {
        this.types = types;
        this.hash = hash;
        this.limits = limits;
    }

    /** Why such an entry can't be written, or null. */
    Outcome.@Nullable Refused refusalOf(Command.NewEntry entry) {
        TypeNode type = types.node(entry.typeId());
        if (type == null || type.parent() == null) {
            return unknownType();
        }
        if (entry.leaseMillis() <= 0) {
            return badLease();
        }
        return isWellFormed(entry.fields(), type) ? null : malformed();
    }

    /** Why these can't be written together, or null. */
    Outcome.@Nullable Refused refusalOfAll(List<Command.NewEntry> entries) {
        if (entries.size() > limits.batchEntries()) {
            return refused(Refusal.BAD_REQUEST, "too many entries");
        }
        for (Command.NewEntry entry : entries) {
            Outcome.Refused refusal = refusalOf(entry);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    /** Why such a template can't be used, or null. */
    Outcome.@Nullable Refused refusalOf(Command.Template template) {
        TypeNode type = types.node(template.typeId());
        if (type == null) {
            return unknownType();
        }
        if (!isWellFormed(template.fields(), type)) {
            return malformed();
        }
        if (template.conditions().size() > MOST_CONDITIONS) {
            return refused(Refusal.BAD_REQUEST, "too many conditions");
        }
        for (Command.Condition condition : template.conditions()) {
            if (condition.field() < 0
                    || condition.field() >= type.fieldCount()
                    || condition.value().length > PackedFields.MAX_BYTES) {
                return refused(Refusal.BAD_REQUEST, "a condition on a field that isn't there");
            }
        }
        return null;
    }

    /** Why these templates can't be used together, or null. */
    Outcome.@Nullable Refused refusalOfTemplates(List<Command.Template> templates) {
        if (templates.isEmpty() || templates.size() > MOST_TEMPLATES) {
            return refused(Refusal.BAD_REQUEST, "no template, or too many");
        }
        for (Command.Template template : templates) {
            Outcome.Refused refusal = refusalOf(template);
            if (refusal != null) {
                return refusal;
            }
        }
        return templates.size() > MOST_LABOURS && isLaborious(templates)
                ? refused(Refusal.BAD_REQUEST, "too many templates with conditions or of different shapes")
                : null;
    }

    private boolean isLaborious(List<Command.Template> templates) {
        var shapes = new HashSet<Shape>();
        int conditional = 0;
        for (Command.Template template : templates) {
            if (template.conditions().isEmpty()) {
                shapes.add(new Shape(template.typeId(), pattern(template).mask()));
            } else {
                conditional++;
            }
        }
        return shapes.size() + conditional > MOST_LABOURS;
    }

    /** A template that isn't refused. */
    Pattern pattern(Command.Template template) {
        TypeNode type = types.node(template.typeId());
        if (type == null) {
            throw new IllegalStateException("a template without a type");
        }
        return Pattern.of(type, template, hash);
    }

    /** Templates that aren't refused. */
    List<Pattern> patterns(List<Command.Template> templates) {
        var patterns = new ArrayList<Pattern>(templates.size());
        templates.forEach(template -> patterns.add(pattern(template)));
        return patterns;
    }

    private static boolean isWellFormed(byte[] fields, TypeNode type) {
        try {
            PackedFields.validate(fields, type.fieldCount());
            return fields.length <= PackedFields.MAX_BYTES;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    static Outcome.Refused malformed() {
        return refused(Refusal.BAD_REQUEST, "fields that don't fit the type");
    }

    static Outcome.Refused badLease() {
        return refused(Refusal.BAD_REQUEST, "a lease is longer than nothing");
    }

    static Outcome.Refused unknownLease() {
        return refused(Refusal.UNKNOWN_LEASE, "nothing has this lease");
    }

    static Outcome.Refused unknownType() {
        return refused(Refusal.UNKNOWN_TYPE, "no such type");
    }

    static Outcome.Refused unknownTransaction(long id) {
        return refused(Refusal.UNKNOWN_TRANSACTION, "no transaction " + id + " of this session");
    }

    static Outcome.Refused refused(Refusal reason, String detail) {
        return new Outcome.Refused(reason, detail);
    }
}
