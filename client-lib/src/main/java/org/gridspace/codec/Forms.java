package org.gridspace.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fixed forms of JDK classes: by class for writing, by tag for reading. Immutable after class initialization. */
final class Forms {
    private static final Map<Class<?>, Form> BY_CLASS = new HashMap<>();
    private static final Form.@Nullable Reading[] BY_TAG = new Form.Reading[0x80];

    static {
        ScalarForms.register();
        TimeForms.register();
        ArrayForms.register();
        CollectionForms.register();
        MapForms.register();
        ViewForm.register();
        HolderForms.register();
        ClassForms.register();
    }

    private Forms() {}

    /** What is written of a value behind its tag. */
    @FunctionalInterface
    interface Body<T> {
        void write(ValueWriter out, T value);
    }

    /** Gives a class its tag. */
    @SuppressWarnings("unchecked")
    static <T> void add(int tag, Class<?> type, Body<T> body, Form.Reading reading) {
        writing(type, (out, value) -> {
            out.writeByte(tag);
            body.write(out, (T) value);
        });
        reading(tag, reading);
    }

    static void writing(Class<?> type, Form form) {
        if (BY_CLASS.put(type, form) != null) {
            throw new IllegalStateException("two forms of " + type);
        }
    }

    /** Gives a class the form that another one already has. */
    static void alias(Class<?> type, Class<?> sameAs) {
        writing(type, Objects.requireNonNull(BY_CLASS.get(sameAs)));
    }

    static void reading(int tag, Form.Reading reading) {
        if (BY_TAG[tag] != null) {
            throw new IllegalStateException("two readings of tag " + tag);
        }
        BY_TAG[tag] = reading;
    }

    /** The fixed form of a class, if it has one. */
    static @Nullable Form fixed(Class<?> type) {
        return BY_CLASS.get(type);
    }

    static Form.Reading reading(int tag) throws UnreadableValue {
        Form.Reading reading = tag < BY_TAG.length ? BY_TAG[tag] : null;
        if (reading == null) {
            throw tag < BY_TAG.length
                    ? UnreadableValue.malformed("unknown tag " + tag)
                    : new UnreadableValue("written in a later version of the encoding");
        }
        return reading;
    }
}
