package org.gridspace.entry;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The class of an entry as data: what a space knows of it without loading it. Levels run from the outermost superclass
 * below {@link Object} down to the class itself; within a level, fields are ordered by name. The fields of a superclass
 * are thus a prefix of those of each subclass, and a template of the superclass is compared field by field with the
 * beginning of an entry.
 *
 * <p>Two types are the same when all their levels are: classes of one name with different fields never match each other.
 * {@link #ANY}, without a level, is the type of the null template and the supertype of all.
 *
 * <p>Immutable. Serializable.
 *
 * @param levels outermost superclass first, at most {@value #MAX_LEVELS}
 */
public record EntryType(List<Level> levels) implements Serializable {
    /** Longest chain of superclasses. */
    public static final int MAX_LEVELS = 64;
    /** Most fields of an entry, inherited ones included. */
    public static final int MAX_FIELDS = 1024;
    /** Longest class or field name, in characters. */
    public static final int MAX_NAME_LENGTH = 1024;

    /** The type of the null template. */
    public static final EntryType ANY = new EntryType(List.of());

    /**
     * One class in the chain.
     *
     * @param className binary name of the class
     * @param fields the fields that this very class declares and that take part in matching, ordered by name
     */
    public record Level(String className, List<Field> fields) implements Serializable {
        /** Checks names, and that fields are ordered and distinct. */
        public Level {
            requireName(className);
            fields = List.copyOf(fields);
            for (int i = 1; i < fields.size(); i++) {
                if (fields.get(i - 1).name().compareTo(fields.get(i).name()) >= 0) {
                    throw new IllegalArgumentException("fields of " + className + " are not ordered by name");
                }
            }
        }
    }

    /**
     * A public field.
     *
     * @param name its name
     * @param typeName binary name of its declared type
     */
    public record Field(String name, String typeName) implements Serializable {
        /** Checks both names. */
        public Field {
            requireName(name);
            requireName(typeName);
        }
    }

    /** Checks the bounds above, and that no class occurs twice. */
    public EntryType {
        levels = List.copyOf(levels);
        if (levels.size() > MAX_LEVELS) {
            throw new IllegalArgumentException("more than " + MAX_LEVELS + " superclasses");
        }
        var names = new HashSet<String>();
        int count = 0;
        for (Level level : levels) {
            count += level.fields().size();
            if (!names.add(level.className())) {
                throw new IllegalArgumentException(level.className() + " is its own superclass");
            }
        }
        if (count > MAX_FIELDS) {
            throw new IllegalArgumentException("more than " + MAX_FIELDS + " fields");
        }
    }

    /** The binary name of the class itself; {@code java.lang.Object} for {@link #ANY}. */
    public String className() {
        return levels.isEmpty()
                ? "java.lang.Object"
                : levels.get(levels.size() - 1).className();
    }

    /** All fields in matching order, inherited ones first. */
    public List<Field> fields() {
        var all = new ArrayList<Field>(fieldCount());
        levels.forEach(level -> all.addAll(level.fields()));
        return List.copyOf(all);
    }

    /** How many fields an entry of this type has. */
    public int fieldCount() {
        int count = 0;
        for (Level level : levels) {
            count += level.fields().size();
        }
        return count;
    }

    /** Whether a template of {@code other} can match an entry of this type: the same type or a superclass. */
    public boolean isSubtypeOf(EntryType other) {
        return other.levels.size() <= levels.size()
                && levels.subList(0, other.levels.size()).equals(other.levels);
    }

    private static void requireName(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("a name has 1 to " + MAX_NAME_LENGTH + " characters");
        }
    }
}
