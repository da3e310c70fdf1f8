package org.gridspace.codec;

import java.io.InvalidObjectException;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Guards the reading of a Java serialization stream against graphs that are small and take for ever to hash: sets that
 * share their elements with other sets, and these theirs, need two to the power of their depth steps. Told of each object
 * once it's complete, before anything that contains it asks for its hash code, it adds up what all these hash codes cost.
 *
 * <p>Confined to one thread, used for one stream.
 */
final class HashingCost {
    private static final long FREE = 100_000;
    private static final long PER_BYTE = 64;
    private static final ClassValue<List<Field>> HASHED_FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return hashedFields(type);
        }
    };

    private final Map<Object, Long> costs = new IdentityHashMap<>();
    private final long limit;
    private long total;

    /** A guard of a stream of so many bytes. */
    HashingCost(int length) {
        limit = FREE + PER_BYTE * length;
    }

    /**
     * Takes note of an object that has been read, as the objects in it before.
     *
     * @throws InvalidObjectException if that was one too many
     */
    void add(Object read) throws InvalidObjectException {
        long cost = 1;
        for (Object part : parts(read)) {
            cost += part == null ? 1 : costs.getOrDefault(part, 1L);
            if (cost > limit) {
                break; // a list of copies may say that it has two thousand million elements
            }
        }
        if (cost > 1) {
            costs.put(read, cost);
            total += cost;
        }
        if (total > limit) {
            throw new InvalidObjectException("objects that share their parts so much that hash codes take too long");
        }
    }

    /** What the hash code of an object is made of. */
    private static Collection<?> parts(Object read) {
        if (read instanceof Collection<?> collection) {
            return collection;
        }
        if (read instanceof Map<?, ?> map) {
            var parts = new ArrayList<Object>(map.keySet());
            parts.addAll(map.values());
            return parts;
        }
        if (read instanceof Map.Entry<?, ?> entry) {
            return Arrays.asList(entry.getKey(), entry.getValue());
        }
        var parts = new ArrayList<Object>();
        for (Field field : HASHED_FIELDS.get(read.getClass())) {
            try {
                parts.add(field.get(read));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e); // the field was opened
            }
        }
        return parts;
    }

    private static List<Field> hashedFields(Class<?> type) {
        var fields = new ArrayList<Field>();
        try {
            if (type.isArray() || type.getMethod("hashCode").getDeclaringClass() == Object.class) {
                return fields;
            }
            for (Class<?> c = type; c != null && !Platform.isPlatform(c); c = c.getSuperclass()) {
                for (Field field : Platform.declaredFields(c)) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.getType().isPrimitive()) {
                        Platform.open(field);
                        fields.add(field);
                    }
                }
            }
        } catch (NoSuchMethodException | InaccessibleObjectException e) {
            return fields; // not ours to look into
        }
        return fields;
    }
}
