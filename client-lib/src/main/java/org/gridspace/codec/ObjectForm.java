package org.gridspace.codec;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An ordinary class or a record, field by field: the fields that Java serialization would write, those of a superclass
 * before those of its subclasses, each class's by name. Comes back through its no-arg constructor, whatever its
 * visibility, or through a record's canonical one.
 */
final class ObjectForm implements Form {
    private final Class<?> type;
    private final Constructor<?> constructor;
    private final Field[] fields;
    private final byte[] shape;
    /** Of a record: where each field stands among the constructor's parameters. */
    private final int @Nullable [] parameters;

    private ObjectForm(Class<?> type, Constructor<?> constructor, Field[] fields, int @Nullable [] parameters) {
        this.type = type;
        this.constructor = constructor;
        this.fields = fields;
        this.parameters = parameters;
        this.shape = shapeOf(fields);
    }

    /** The form of a class, or {@code null} if it has no constructor to come back through. */
    static @Nullable ObjectForm of(Class<?> type) {
        Field[] fields = fieldsOf(type);
        if (type.isRecord()) {
            return record(type, fields);
        }
        Constructor<?> constructor = Platform.privileged(() -> Arrays.stream(type.getDeclaredConstructors())
                .filter(c -> c.getParameterCount() == 0)
                .findFirst()
                .orElse(null));
        if (constructor == null || Modifier.isAbstract(type.getModifiers())) {
            return null;
        }
        Platform.open(constructor);
        return new ObjectForm(type, constructor, fields, null);
    }

    private static ObjectForm record(Class<?> type, Field[] fields) {
        return new ObjectForm(type, canonicalConstructor(type), fields, componentsOf(type, fields));
    }

    /** The constructor of a record that takes all of its components, opened. */
    static Constructor<?> canonicalConstructor(Class<?> type) {
        RecordComponent[] components = Platform.privileged(type::getRecordComponents);
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = Platform.privileged(() -> {
            try {
                return type.getDeclaredConstructor(types);
            } catch (NoSuchMethodException e) {
                throw new LinkageError(type.getName() + " has no canonical constructor", e);
            }
        });
        Platform.open(constructor);
        return constructor;
    }

    /** Which of a record's components each field is. */
    static int[] componentsOf(Class<?> type, Field[] fields) {
        RecordComponent[] components = Platform.privileged(type::getRecordComponents);
        List<String> names =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        return Arrays.stream(fields).mapToInt(f -> names.indexOf(f.getName())).toArray();
    }

    private static Field[] fieldsOf(Class<?> type) {
        Deque<Class<?>> line = new ArrayDeque<>();
        for (Class<?> c = type; c != null && Serializable.class.isAssignableFrom(c); c = c.getSuperclass()) {
            line.push(c);
        }
        if (type.isRecord()) {
            line.clear();
            line.push(type);
        }
        var fields = new ArrayList<Field>();
        for (Class<?> c : line) {
            Arrays.stream(Platform.declaredFields(c))
                    .filter(f -> (f.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0)
                    .sorted(Comparator.comparing(Field::getName))
                    .forEach(fields::add);
        }
        fields.forEach(Platform::open);
        return fields.toArray(Field[]::new);
    }

    private static byte[] shapeOf(Field[] fields) {
        try (var out = new ValueWriter(ClassForms::of)) {
            out.writeVarInt(fields.length, true);
            for (Field field : fields) {
                out.putText(field.getName());
            }
            return out.toBytes();
        }
    }

    @Override
    public void write(ValueWriter out, Object value) {
        out.enter(value);
        out.writeByte(parameters == null ? Tag.OBJECT : Tag.RECORD);
        out.putShape(type, shape);
        for (Field field : fields) {
            try {
                out.putValue(field.get(value));
            } catch (Unwritable e) {
                throw e.within(field.getName());
            } catch (IllegalAccessException e) {
                throw new Unwritable(e.toString(), e);
            }
        }
        out.leave();
    }

    static Object read(ValueReader in, boolean record) throws UnreadableValue {
        ValueReader.NamedClass named = in.namedClass();
        if (!(ClassForms.of(named.type) instanceof ObjectForm form) || record != (form.parameters != null)) {
            throw new UnreadableValue(
                    "class " + named.type.getName() + " is of another kind here than where it was written");
        }
        in.expectShape(named, form.shape);
        in.enter();
        Object value = record ? form.readRecord(in) : form.readObject(in);
        in.leave();
        return value;
    }

    private Object readObject(ValueReader in) throws UnreadableValue {
        Object value = create();
        for (Field field : fields) {
            Object read = in.value();
            if (read == null && field.getType().isPrimitive()) {
                throw UnreadableValue.malformed("null in a primitive field");
            }
            try {
                field.set(value, read);
            } catch (IllegalAccessException e) {
                throw new UnreadableValue(e.toString(), e);
            }
        }
        return value;
    }

    private Object readRecord(ValueReader in) throws UnreadableValue {
        int[] places = Objects.requireNonNull(parameters);
        @Nullable Object[] arguments = new @Nullable Object[places.length];
        for (int place : places) {
            arguments[place] = in.value();
        }
        return create(arguments);
    }

    private Object create(@Nullable Object... arguments) throws UnreadableValue {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw UnreadableValue.thrown("the constructor of " + type.getName() + " failed: " + cause, cause);
        } catch (ReflectiveOperationException e) {
            throw new UnreadableValue(e.toString(), e);
        }
    }
}
