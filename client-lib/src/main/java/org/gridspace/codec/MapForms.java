package org.gridspace.codec;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps: keys and values by turns and an end mark, ordered by the bytes of the keys unless the map has an order. */
final class MapForms {
    private MapForms() {}

    static void register() {
        ordered(Tag.LINKED_HASH_MAP, LinkedHashMap.class, LinkedHashMap::new);
        ordered(Tag.EMPTY_MAP, Collections.emptyMap().getClass(), entries -> Collections.emptyMap());
        ordered(Tag.SINGLETON_MAP, Collections.singletonMap(1, 1).getClass(), MapForms::singletonMap);
        unordered(Tag.HASH_MAP, HashMap.class, HashMap::new);
        unordered(Tag.HASHTABLE, Hashtable.class, Hashtable::new);
        unordered(Tag.CONCURRENT_MAP, ConcurrentHashMap.class, ConcurrentHashMap::new);
        unordered(Tag.IMMUTABLE_MAP, Map.of().getClass(), Map::copyOf);
        Forms.alias(Map.of(1, 1).getClass(), Map.of().getClass());
        sorted(Tag.TREE_MAP, TreeMap.class, TreeMap::new);
        sorted(Tag.SKIP_LIST_MAP, ConcurrentSkipListMap.class, ConcurrentSkipListMap::new);
        Forms.writing(EnumMap.class, MapForms::writeEnumMap);
        Forms.reading(Tag.ENUM_MAP, MapForms::readEnumMap);
    }

    private static void ordered(int tag, Class<?> type, Function<Map<Object, Object>, Map<?, ?>> maker) {
        Forms.writing(type, (out, value) -> {
            out.enter(value);
            out.writeByte(tag);
            writeEntries(out, (Map<?, ?>) value);
            out.leave();
        });
        Forms.reading(tag, in -> maker.apply(readEntries(in, false)));
    }

    private static void unordered(int tag, Class<?> type, Function<Map<Object, Object>, Map<?, ?>> maker) {
        Forms.writing(type, (out, value) -> {
            out.enter(value);
            out.writeByte(tag);
            var sorted = new SortedParts(out);
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                out.putScoped(entry.getKey());
                out.putScoped(entry.getValue());
                sorted.endPart();
            }
            sorted.finish();
            out.writeByte(Tag.END);
            out.leave();
        });
        Forms.reading(tag, in -> maker.apply(readEntries(in, true)));
    }

    private static void sorted(
            int tag, Class<?> type, Function<@Nullable Comparator<Object>, SortedMap<Object, Object>> maker) {
        Forms.writing(type, (out, value) -> {
            out.enter(value);
            out.writeByte(tag);
            out.putValue(((SortedMap<?, ?>) value).comparator());
            writeEntries(out, (Map<?, ?>) value);
            out.leave();
        });
        Forms.reading(tag, in -> {
            in.enter();
            SortedMap<Object, Object> map = maker.apply(CollectionForms.readComparator(in));
            while (in.more()) {
                map.put(in.value(), in.value());
            }
            in.leave();
            return map;
        });
    }

    private static void writeEntries(ValueWriter out, Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.putValue(entry.getKey());
            out.putValue(entry.getValue());
        }
        out.writeByte(Tag.END);
    }

    private static Map<Object, Object> readEntries(ValueReader in, boolean scoped) throws UnreadableValue {
        in.enter();
        var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        while (in.more()) {
            if (scoped) {
                map.put(in.scoped(), in.scoped());
            } else {
                map.put(in.value(), in.value());
            }
        }
        in.leave();
        return map;
    }

    private static Map<?, ?> singletonMap(Map<Object, Object> entries) {
        Map.Entry<Object, Object> only = CollectionForms.only(List.copyOf(entries.entrySet()));
        return Collections.singletonMap(only.getKey(), only.getValue());
    }

    /** The key class can't be told of an empty enum map, which therefore is left to Java serialization. */
    private static void writeEnumMap(ValueWriter out, Object value) {
        EnumMap<?, ?> map = (EnumMap<?, ?>) value;
        if (map.isEmpty()) {
            SerializedForm.write(out, map);
            return;
        }
        out.enter(map);
        out.writeByte(Tag.ENUM_MAP);
        out.putClass(map.keySet().iterator().next().getDeclaringClass());
        for (Map.Entry<? extends Enum<?>, ?> entry : map.entrySet()) {
            out.putValue(entry.getValue());
            out.putText(entry.getKey().name());
        }
        out.writeByte(Tag.END);
        out.leave();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object readEnumMap(ValueReader in) throws UnreadableValue {
        in.enter();
        Class type = in.namedEnum();
        var map = new EnumMap(type);
        while (in.more()) {
            Object mapped = in.value();
            map.put(Enum.valueOf(type, in.text()), mapped);
        }
        in.leave();
        return map;
    }
}
