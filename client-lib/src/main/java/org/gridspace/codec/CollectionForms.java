package org.gridspace.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists, queues and sets: their elements and an end mark. What has an order keeps it; the elements of other sets are
 * ordered by their bytes.
 */
final class CollectionForms {
    private CollectionForms() {}

    static void register() {
        ordered(Tag.ARRAY_LIST, ArrayList.class, elements -> elements);
        ordered(Tag.LINKED_LIST, LinkedList.class, LinkedList::new);
        ordered(Tag.ARRAY_DEQUE, ArrayDeque.class, ArrayDeque::new);
        ordered(Tag.VECTOR, Vector.class, Vector::new);
        ordered(Tag.COPY_ON_WRITE_LIST, CopyOnWriteArrayList.class, CopyOnWriteArrayList::new);
        ordered(Tag.CONCURRENT_QUEUE, ConcurrentLinkedQueue.class, ConcurrentLinkedQueue::new);
        ordered(Tag.CONCURRENT_DEQUE, ConcurrentLinkedDeque.class, ConcurrentLinkedDeque::new);
        ordered(Tag.AS_LIST, Arrays.asList().getClass(), elements -> Arrays.asList(elements.toArray()));
        ordered(Tag.IMMUTABLE_LIST, List.of().getClass(), CollectionForms::immutableList);
        Forms.alias(List.of(1).getClass(), List.of().getClass());
        ordered(Tag.EMPTY_LIST, Collections.emptyList().getClass(), elements -> Collections.emptyList());
        ordered(
                Tag.SINGLETON_LIST,
                Collections.singletonList(1).getClass(),
                elements -> Collections.singletonList(only(elements)));
        ordered(Tag.LINKED_HASH_SET, LinkedHashSet.class, LinkedHashSet::new);
        ordered(Tag.COPY_ON_WRITE_SET, CopyOnWriteArraySet.class, CopyOnWriteArraySet::new);
        ordered(Tag.EMPTY_SET, Collections.emptySet().getClass(), elements -> Collections.emptySet());
        ordered(
                Tag.SINGLETON_SET,
                Collections.singleton(1).getClass(),
                elements -> Collections.singleton(only(elements)));
        unordered(Tag.HASH_SET, HashSet.class, HashSet::new);
        unordered(Tag.IMMUTABLE_SET, Set.of().getClass(), elements -> Set.of(elements.toArray()));
        Forms.alias(Set.of(1).getClass(), Set.of().getClass());
        sorted(Tag.TREE_SET, TreeSet.class, TreeSet::new);
        sorted(Tag.SKIP_LIST_SET, ConcurrentSkipListSet.class, ConcurrentSkipListSet::new);
        Forms.reading(Tag.ENUM_SET, CollectionForms::readEnumSet);
    }

    private static void ordered(int tag, Class<?> type, Function<List<Object>, Collection<?>> maker) {
        Form form = (out, value) -> {
            out.enter(value);
            out.writeByte(tag);
            writeElements(out, (Collection<?>) value);
            out.leave();
        };
        Forms.writing(type, form);
        Forms.reading(tag, in -> maker.apply(readElements(in)));
    }

    private static void unordered(int tag, Class<?> type, Function<List<Object>, Collection<?>> maker) {
        Forms.writing(type, (out, value) -> {
            out.enter(value);
            out.writeByte(tag);
            var sorted = new SortedParts(out);
            for (Object element : (Collection<?>) value) {
                out.putScoped(element);
                sorted.endPart();
            }
            sorted.finish();
            out.writeByte(Tag.END);
            out.leave();
        });
        Forms.reading(tag, in -> {
            in.enter();
            var elements = new ArrayList<@Nullable Object>();
            while (in.more()) {
                elements.add(in.scoped());
            }
            in.leave();
            return maker.apply(elements);
        });
    }

    private static void sorted(
            int tag, Class<?> type, Function<@Nullable Comparator<Object>, SortedSet<Object>> maker) {
        Forms.writing(type, (out, value) -> {
            out.enter(value);
            out.writeByte(tag);
            out.putValue(((SortedSet<?>) value).comparator());
            writeElements(out, (SortedSet<?>) value);
            out.leave();
        });
        Forms.reading(tag, in -> {
            in.enter();
            SortedSet<Object> set = maker.apply(readComparator(in));
            while (in.more()) {
                set.add(in.value());
            }
            in.leave();
            return set;
        });
    }

    @SuppressWarnings("unchecked")
    static @Nullable Comparator<Object> readComparator(ValueReader in) throws UnreadableValue {
        Object comparator = in.value();
        if (comparator != null && !(comparator instanceof Comparator)) {
            throw UnreadableValue.malformed("comparator");
        }
        return (Comparator<Object>) comparator;
    }

    private static void writeElements(ValueWriter out, Collection<?> elements) {
        for (Object element : elements) {
            out.putValue(element);
        }
        out.writeByte(Tag.END);
    }

    private static List<Object> readElements(ValueReader in) throws UnreadableValue {
        in.enter();
        var elements = new ArrayList<@Nullable Object>();
        while (in.more()) {
            elements.add(in.value());
        }
        in.leave();
        return elements;
    }

    /** {@code List.of}, or what {@code Stream.toList} makes where there are nulls. */
    private static List<?> immutableList(List<Object> elements) {
        return elements.contains(null) ? elements.stream().toList() : List.copyOf(elements);
    }

    static <T> T only(List<T> elements) {
        if (elements.size() != 1) {
            throw new IllegalArgumentException("a singleton has one element");
        }
        return elements.get(0);
    }

    /** Writes an enum set: its element class and names in the order of their declaration. */
    static void writeEnumSet(ValueWriter out, Object value) {
        EnumSet<?> set = (EnumSet<?>) value;
        EnumSet<?> sample = set.isEmpty() ? EnumSet.complementOf(set) : set;
        if (sample.isEmpty()) {
            throw new Unwritable("a set of an enum without constants");
        }
        out.writeByte(Tag.ENUM_SET);
        out.putClass(sample.iterator().next().getDeclaringClass());
        for (Enum<?> element : set) {
            out.putText(element.name());
        }
        out.writeByte(Tag.END);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object readEnumSet(ValueReader in) throws UnreadableValue {
        Class type = in.namedEnum();
        EnumSet set = EnumSet.noneOf(type);
        while (in.more()) {
            set.add(Enum.valueOf(type, in.text()));
        }
        return set;
    }
}
