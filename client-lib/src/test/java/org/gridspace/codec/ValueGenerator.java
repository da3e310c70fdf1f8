package org.gridspace.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Makes values from a seed: two generators of one seed make equal values that share no object, and with {@code shuffle}
 * the second fills hash tables in another order and of another size.
 */
final class ValueGenerator {
    private final SplittableRandom random;
    private final boolean shuffle;

    ValueGenerator(long seed, boolean shuffle) {
        this.random = new SplittableRandom(seed);
        this.shuffle = shuffle;
    }

    /** A value with nesting up to that depth, of a class with {@code equals}. */
    Object value(int depth) {
        return depth == 0 || random.nextInt(3) == 0 ? scalar() : container(depth);
    }

    Object scalar() {
        return switch (random.nextInt(15)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextLong();
            case 2 -> random.nextInt(2) == 0;
            case 3 -> random.nextDouble();
            case 4 -> (byte) random.nextInt();
            case 5 -> (char) random.nextInt();
            case 6 -> new UUID(random.nextLong(), random.nextLong());
            case 7 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            case 8 -> new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(-5, 5));
            case 9 -> Samples.Colour.values()[random.nextInt(3)];
            case 10 -> Duration.ofNanos(random.nextLong());
            case 11 -> new Date(random.nextLong());
            case 12 -> BigInteger.valueOf(random.nextLong()).pow(3);
            default -> text();
        };
    }

    private Object container(int depth) {
        return switch (random.nextInt(18)) {
            case 0 -> new ArrayList<>(list(depth));
            case 1 -> new LinkedList<>(list(depth));
            case 2 -> Arrays.asList(list(depth).toArray());
            case 3 -> List.copyOf(list(depth));
            case 4 -> Collections.unmodifiableList(new CopyOnWriteArrayList<>(list(depth)));
            case 5 -> set(depth);
            case 6 -> new LinkedHashSet<>(list(depth));
            case 7 -> new TreeSet<>(texts());
            case 8 -> map(depth);
            case 9 -> new LinkedHashMap<>(inOrder(depth));
            case 10 -> new TreeMap<>(byText(depth));
            case 11 -> new ConcurrentHashMap<>(map(depth));
            case 12 -> Collections.unmodifiableMap(map(depth));
            case 13 -> new Samples.Polygon(text(), List.of(new Samples.Shape(text(), 3), new Samples.Shape(text(), 4)));
            case 14 -> new Samples.Pair(value(depth - 1), random.nextInt(4) == 0 ? null : value(depth - 1));
            case 15 -> Optional.of(value(depth - 1));
            case 16 ->
                new EnumMap<>(Map.of(Samples.Colour.RED, value(depth - 1), Samples.Colour.BLUE, value(depth - 1)));
            default -> EnumSet.of(Samples.Colour.values()[random.nextInt(3)], Samples.Colour.GREEN);
        };
    }

    private List<Object> list(int depth) {
        int size = random.nextInt(5);
        var list = new ArrayList<Object>();
        for (int i = 0; i < size; i++) {
            list.add(value(depth - 1));
        }
        return list;
    }

    private List<String> texts() {
        var texts = new ArrayList<String>();
        for (int i = random.nextInt(5); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    private Map<Object, Object> inOrder(int depth) {
        var map = new LinkedHashMap<Object, Object>();
        for (int i = random.nextInt(12); i > 0; i--) {
            map.put(scalar(), value(depth - 1));
        }
        return map;
    }

    private Map<String, Object> byText(int depth) {
        var map = new TreeMap<String, Object>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(text(), value(depth - 1));
        }
        return map;
    }

    private Map<Object, Object> map(int depth) {
        Map<Object, Object> source = inOrder(depth);
        var keys = new ArrayList<>(source.keySet());
        var map = new HashMap<Object, Object>(shuffle ? 1024 : 2);
        if (shuffle) {
            Collections.reverse(keys);
        }
        keys.forEach(key -> map.put(key, source.get(key)));
        return map;
    }

    private HashSet<Object> set(int depth) {
        // no lists: an ArrayList equals a LinkedList, and it would depend on the order which of them a set keeps
        var elements = new ArrayList<Object>();
        for (int i = random.nextInt(8); i > 0; i--) {
            elements.add(new Samples.Pair(scalar(), new Samples.Shape(text(), depth)));
            elements.add(scalar());
        }
        if (shuffle) {
            Collections.reverse(elements);
        }
        var set = new HashSet<>(shuffle ? 256 : 2);
        set.addAll(elements);
        return set;
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(10); i > 0; i--) {
            text.append((char) (random.nextInt() >>> random.nextInt(16, 32)));
        }
        return text.toString();
    }
}
