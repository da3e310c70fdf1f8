package org.gridspace.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import net.jini.core.entry.Entry;
import org.gridspace.entry.EntryType;
import org.jspecify.annotations.Nullable;

/**
 * An entry class or a record looked at once: its type, its fields in the order of that type, its constructor. A record's fields are its
 * components; it is made by its canonical constructor. Immutable.
 */
final class EntryPlan {
    private static final ClassValue<EntryPlan> PLANS = new ClassValue<>() {
        @Override
        protected EntryPlan computeValue(Class<?> type) {
            return new EntryPlan(type);
        }
    };
    private static final int NOT_STORED = Modifier.STATIC | Modifier.TRANSIENT | Modifier.FINAL;

    private final EntryType type;
    private final Field[] fields;
    private final Constructor<?> constructor;
    /** Of a record: where each field stands among the constructor's parameters. */
    private final int @Nullable [] parameters;

    /**
     * The plan of a class.
     *
     * @throws IllegalArgumentException if it is neither a record nor obeys the rules for entries
     */
    static EntryPlan of(Class<?> entryClass) {
        return PLANS.get(entryClass);
    }

    private EntryPlan(Class<?> entryClass) {
        boolean record = entryClass.isRecord();
        constructor = record ? ObjectForm.canonicalConstructor(entryClass) : constructorOf(entryClass);
        Deque<Class<?>> line = new ArrayDeque<>();
        for (Class<?> c = entryClass; c != null && c != Object.class && c != Record.class; c = c.getSuperclass()) {
            line.push(c);
        }
        var levels = new ArrayList<EntryType.Level>();
        var all = new ArrayList<Field>();
        for (Class<?> c : line) {
            List<Field> stored = storedFields(c, record);
            all.addAll(stored);
            levels.add(new EntryType.Level(
                    c.getName(),
                    stored.stream()
                            .map(f ->
                                    new EntryType.Field(f.getName(), f.getType().getName()))
                            .toList()));
        }
        all.forEach(Platform::open);
        type = new EntryType(levels);
        fields = all.toArray(Field[]::new);
        parameters = record ? ObjectForm.componentsOf(entryClass, fields) : null;
    }

    private static List<Field> storedFields(Class<?> type, boolean record) {
        List<Field> stored = Arrays.stream(Platform.declaredFields(type))
                .filter(f -> record ? !Modifier.isStatic(f.getModifiers()) : isStored(f))
                .sorted(Comparator.comparing(Field::getName))
                .toList();
        if (!record) {
            stored.forEach(EntryPlan::requireObject);
        }
        return stored;
    }

    private static boolean isStored(Field field) {
        return Modifier.isPublic(field.getModifiers()) && (field.getModifiers() & NOT_STORED) == 0;
    }

    private static Constructor<?> constructorOf(Class<?> entryClass) {
        String name = entryClass.getName();
        if (!Entry.class.isAssignableFrom(entryClass)) {
            throw new IllegalArgumentException(
                    name + " is no entry class: it doesn't implement " + Entry.class.getName());
        }
        if (!Modifier.isPublic(entryClass.getModifiers())) {
            throw new IllegalArgumentException("entry class " + name + " isn't public");
        }
        Constructor<?> constructor = Platform.privileged(() -> Arrays.stream(entryClass.getConstructors())
                .filter(c -> c.getParameterCount() == 0)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("entry class " + name + " has no public no-arg constructor")));
        if (Modifier.isAbstract(entryClass.getModifiers())) {
            throw new IllegalArgumentException("entry class " + name + " is abstract");
        }
        Platform.open(constructor);
        return constructor;
    }

    private static void requireObject(Field field) {
        if (field.getType().isPrimitive()) {
            throw new IllegalArgumentException("field " + field.getName() + " of entry class "
                    + field.getDeclaringClass().getName() + " is a primitive; use its wrapper class");
        }
    }

    EntryType type() {
        return type;
    }

    Class<?> entryClass() {
        return constructor.getDeclaringClass();
    }

    /**
     * Lets values be of any class that comes from where the entry class or an entry class that it extends does, and of
     * the very classes that fields are declared as.
     */
    void trustedBy(AllowList allowed) {
        for (Class<?> c = entryClass(); c != null; c = c.getSuperclass()) {
            allowed.addSourceOf(c);
        }
        for (Field field : fields) {
            allowed.add(field.getType());
        }
    }

    int fieldCount() {
        return fields.length;
    }

    String fieldName(int index) {
        return fields[index].getName();
    }

    /** The declared type of a field, primitive ones among those of records. */
    Class<?> fieldType(int index) {
        return fields[index].getType();
    }

    boolean isRecord() {
        return parameters != null;
    }

    @Nullable
    Object get(Object entry, int index) {
        try {
            return fields[index].get(entry);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e); // the field was opened
        }
    }

    /**
     * Sets a field of an entry.
     *
     * @throws IllegalArgumentException if the value isn't of its type
     */
    void set(Entry entry, int index, @Nullable Object value) {
        try {
            fields[index].set(entry, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e); // the field was opened
        }
    }

    /**
     * A record of these values, in the order of the fields.
     *
     * @throws IllegalArgumentException if a value isn't of its component's type, or null and that is primitive
     */
    Object record(@Nullable Object[] values) throws InvocationTargetException {
        int[] places = Objects.requireNonNull(parameters);
        @Nullable Object[] arguments = new @Nullable Object[places.length];
        for (int i = 0; i < places.length; i++) {
            if (values[i] == null && fields[i].getType().isPrimitive()) {
                throw new IllegalArgumentException("field '" + fields[i].getName() + "' of " + type.className()
                        + " is null, but of type " + fields[i].getType());
            }
            arguments[places[i]] = values[i];
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(e); // neither abstract nor closed
        }
    }

    /** A fresh entry, as its constructor makes it. */
    Entry create() throws InvocationTargetException {
        try {
            return (Entry) constructor.newInstance();
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(e); // neither abstract nor closed
        }
    }
}
