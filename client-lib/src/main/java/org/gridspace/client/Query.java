package org.gridspace.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.gridspace.codec.EntryCodec;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.entry.PackedFields;
import org.gridspace.wire.Comparison;
import org.gridspace.wire.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in a space: entries of a class, a record or an {@link net.jini.core.entry.Entry} class and its subclasses, all of
 * whose conditions hold. Checked when it is made: a field that the class doesn't have, or a value that it can't have, is an {@link
 * IllegalArgumentException} that names both. Immutable; make it once and use it often.
 *
 * {@snippet :
 * record Order(String customer, String state, int amount) {}
 *
 * Query<Order> large = Query.of(Order.class).where("state").is("open").where("amount").atLeast(100);
 * }
 *
 * <p>Values are equal when their encodings are, as everywhere in a space: the decimal 1.0 isn't 1.00. Order is that of {@code
 * compareTo} for numbers, text, characters, enums, UUIDs, dates and times of the JDK; 1.0 and 1.00, which that calls equal, lie next to
 * each other. A null field meets no condition.
 *
 * @param <T> the class
 */
public final class Query<T> {
    private static final EntryCodec CODEC = SpaceClients.codec();

    private final Class<T> type;
    private final EntryType packedType;
    private final List<Class<?>> fieldTypes;
    private final byte[] @Nullable [] values;
    private final PackedTemplate template;

    private Query(
            Class<T> type,
            EntryType packedType,
            List<Class<?>> fieldTypes,
            byte[] @Nullable [] values,
            List<Condition> conditions) {
        this.type = type;
        this.packedType = packedType;
        this.fieldTypes = fieldTypes;
        this.values = values;
        this.template = new PackedTemplate(new PackedEntry(packedType, PackedFields.pack(values)), conditions);
    }

    /**
     * Every entry of a class.
     *
     * @throws IllegalArgumentException if it is neither a record nor fit for an entry
     */
    public static <T> Query<T> of(Class<T> type) {
        EntryType packedType = CODEC.typeOf(type);
        return new Query<>(type, packedType, CODEC.fieldTypesOf(type), new byte[packedType.fieldCount()][], List.of());
    }

    /**
     * Every entry that matches a template: what is null in it may be anything. Primitive components of a record are never null; to leave
     * them open use {@link #of}.
     */
    @SuppressWarnings("unchecked")
    public static <T> Query<T> like(T template) {
        PackedEntry packed = CODEC.packObject(template);
        Class<T> type = (Class<T>) template.getClass();
        return new Query<>(
                type,
                packed.type(),
                CODEC.fieldTypesOf(type),
                PackedFields.unpack(packed.fields(), packed.type().fieldCount()),
                List.of());
    }

    /**
     * Begins a condition on a field; it is added to those that are there, all of which must hold.
     *
     * @param name of a record component or a public field, inherited ones included
     * @throws IllegalArgumentException if there is none
     */
    public Field where(String name) {
        List<EntryType.Field> fields = packedType.fields();
        for (int i = fields.size() - 1; i >= 0; i--) {
            if (fields.get(i).name().equals(name)) {
                return new Field(i, name, fieldTypes.get(i));
            }
        }
        var names = new TreeSet<String>();
        fields.forEach(field -> names.add(field.name()));
        throw new IllegalArgumentException(type.getName() + " has no field " + name + ", only " + names);
    }

    /** The class of what is looked for. */
    public Class<T> type() {
        return type;
    }

    /** This query as it travels. */
    PackedTemplate template() {
        return template;
    }

    /** The class and how many conditions there are; no values. */
    @Override
    public String toString() {
        long equal = Arrays.stream(values).filter(Objects::nonNull).count();
        return "Query[" + type.getName() + ", " + (equal + template.conditions().size()) + " conditions]";
    }

    /** A field of the class, to be compared with a value. Numbers become the field's type if they can without loss. */
    public final class Field {
        private final int index;
        private final FieldValue value;

        private Field(int index, String name, Class<?> fieldType) {
            this.index = index;
            this.value = new FieldValue(Query.this.type.getName() + "." + name, fieldType);
        }

        /** Only entries whose field equals the value, which can't be null: leave the field out to accept anything. */
        public Query<T> is(Object wanted) {
            byte[] encoded = value.encode(wanted);
            if (values[index] != null && !Arrays.equals(values[index], encoded)) {
                throw new IllegalArgumentException(value + " can't equal two values");
            }
            byte[] @Nullable [] more = values.clone();
            more[index] = encoded;
            return new Query<>(Query.this.type, packedType, fieldTypes, more, template.conditions());
        }

        /** Only entries whose field is another value, and not null. */
        public Query<T> isNot(Object unwanted) {
            return with(Comparison.NOT_EQUAL, value.encode(unwanted));
        }

        /** Only entries whose field is less than the value. */
        public Query<T> lessThan(Comparable<?> limit) {
            return with(Comparison.LESS, value.encodeOrdered(limit));
        }

        /** Only entries whose field is less than the value or equal to it. */
        public Query<T> atMost(Comparable<?> limit) {
            return with(Comparison.AT_MOST, value.encodeOrdered(limit));
        }

        /** Only entries whose field is greater than the value. */
        public Query<T> greaterThan(Comparable<?> limit) {
            return with(Comparison.GREATER, value.encodeOrdered(limit));
        }

        /** Only entries whose field is greater than the value or equal to it. */
        public Query<T> atLeast(Comparable<?> limit) {
            return with(Comparison.AT_LEAST, value.encodeOrdered(limit));
        }

        /** Only entries whose field lies between two values or equals one of them. */
        public Query<T> between(Comparable<?> least, Comparable<?> most) {
            return atLeast(least).with(index, Comparison.AT_MOST, value.encodeOrdered(most));
        }

        /** Only entries whose field is text that begins like this. */
        public Query<T> startsWith(String prefix) {
            byte[] encoded = value.encodeOrdered(prefix);
            byte[] first = Arrays.copyOf(encoded, encoded.length - 1); // the byte that ends a text is its least
            byte[] beyond = encoded.clone();
            beyond[beyond.length - 1] = (byte) 0xff; // no text has it
            return with(Comparison.AT_LEAST, first).with(index, Comparison.LESS, beyond);
        }

        private Query<T> with(Comparison comparison, byte[] encoded) {
            return Query.this.with(index, comparison, encoded);
        }
    }

    private Query<T> with(int field, Comparison comparison, byte[] encoded) {
        var more = new ArrayList<>(template.conditions());
        more.add(new Condition(field, comparison, encoded));
        return new Query<>(type, packedType, fieldTypes, values, more);
    }
}
