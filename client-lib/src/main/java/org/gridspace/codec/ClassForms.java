package org.gridspace.codec;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Proxy;
import java.util.EnumSet;

/** Chooses the form of a class, once for each class. Thread-safe. */
final class ClassForms {
    private static final ClassValue<Form> FORMS = new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> type) {
            return choose(type);
        }
    };

    private ClassForms() {}

    static Form of(Class<?> type) {
        return FORMS.get(type);
    }

    static void register() {
        Forms.reading(Tag.ENUM, ClassForms::readEnum);
        Forms.add(
                Tag.CLASS,
                Class.class,
                (ValueWriter out, Class<?> value) -> out.putText(value.getName()),
                in -> in.classes().named(in.text()));
        Forms.reading(Tag.OBJECT, in -> ObjectForm.read(in, false));
        Forms.reading(Tag.RECORD, in -> ObjectForm.read(in, true));
        Forms.reading(Tag.SERIALIZED, SerializedForm::read);
    }

    private static Form choose(Class<?> type) {
        Form fixed = Forms.fixed(type);
        if (fixed != null) {
            return fixed;
        }
        if (type.isArray()) {
            return ArrayForms::writeObjects;
        }
        if (Enum.class.isAssignableFrom(type)) {
            return ClassForms::writeEnum;
        }
        if (EnumSet.class.isAssignableFrom(type)) {
            return CollectionForms::writeEnumSet;
        }
        if (!Serializable.class.isAssignableFrom(type)) {
            return refusing(type.getName() + " isn't Serializable");
        }
        if (Proxy.isProxyClass(type) || type.isHidden() || Platform.isPlatform(type) || serializesItself(type)) {
            return SerializedForm::write;
        }
        try {
            ObjectForm plain = ObjectForm.of(type);
            return plain == null ? SerializedForm::write : plain;
        } catch (InaccessibleObjectException e) {
            return SerializedForm::write; // a class of a module that isn't open to us
        }
    }

    private static Form refusing(String reason) {
        return (out, value) -> {
            throw new Unwritable(reason);
        };
    }

    /** Whether a class, or one that it extends, has a say in its serialized form. */
    private static boolean serializesItself(Class<?> type) {
        if (Externalizable.class.isAssignableFrom(type)) {
            return true;
        }
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            boolean plain = c == Number.class || c == Record.class;
            if (Platform.isPlatform(c) ? !plain && Serializable.class.isAssignableFrom(c) : declaresHook(c)) {
                return true;
            }
        }
        return false;
    }

    private static boolean declaresHook(Class<?> type) {
        return Platform.declaredMethod(type, "writeObject", ObjectOutputStream.class)
                || Platform.declaredMethod(type, "readObject", ObjectInputStream.class)
                || Platform.declaredMethod(type, "readObjectNoData")
                || Platform.declaredMethod(type, "writeReplace")
                || Platform.declaredMethod(type, "readResolve")
                || Platform.declaredField(type, "serialPersistentFields");
    }

    /** Class, place in the declaration (which orders the constants), name (which identifies them). */
    private static void writeEnum(ValueWriter out, Object value) {
        Enum<?> constant = (Enum<?>) value;
        out.writeByte(Tag.ENUM);
        out.putClass(constant.getDeclaringClass());
        out.putRawShort(constant.ordinal());
        out.putText(constant.name());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object readEnum(ValueReader in) throws UnreadableValue {
        Class type = in.namedEnum();
        in.rawShort();
        return Enum.valueOf(type, in.text());
    }
}
