package org.gridspace.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds the encoding still: entries stay in spaces for years. A line of the golden file may be added, never changed;
 * another encoding is another version, see {@link Tag}.
 */
class GoldenEncodingTest {
    private final EntryCodec codec = new EntryCodec();
    private final Map<String, Object> values = new LinkedHashMap<>();

    GoldenEncodingTest() {
        scalars();
        times();
        arrays();
        collections();
        maps();
        views();
        others();
    }

    private void scalars() {
        values.put("false", false);
        values.put("true", true);
        values.put("byte", (byte) -2);
        values.put("short", (short) 258);
        values.put("character", 'ß');
        values.put("integer", 1);
        values.put("integer-negative", -1);
        values.put("long", 1L << 40);
        values.put("float", 1.5f);
        values.put("float-negative", -1.5f);
        values.put("double", Math.PI);
        values.put("double-negative", -Math.PI);
        values.put("double-nan", Double.NaN);
        values.put("biginteger", BigInteger.valueOf(1000));
        values.put("biginteger-negative", BigInteger.valueOf(-1000));
        values.put("bigdecimal", new BigDecimal("123.45"));
        values.put("bigdecimal-negative", new BigDecimal("-123.450"));
        values.put("bigdecimal-zero", new BigDecimal("0.00"));
        values.put("bigdecimal-long", new BigDecimal(BigInteger.ONE.shiftLeft(3400), 2));
        values.put("string", "Grid");
        values.put("string-empty", "");
        values.put("string-any", "\0\1äल😀");
        values.put("uuid", UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
        values.put("enum", Samples.Colour.GREEN);
        values.put("class", String[].class);
    }

    private void times() {
        values.put("date", new Date(1_000_000));
        values.put("instant", Instant.ofEpochSecond(1, 2));
        values.put("duration", Duration.ofSeconds(-1, 5));
        values.put("localdate", LocalDate.of(2026, 1, 31));
        values.put("localtime", LocalTime.of(1, 2, 3, 4));
        values.put("localdatetime", LocalDateTime.of(2026, 1, 31, 1, 2));
        values.put("offsetdatetime", OffsetDateTime.parse("2026-01-31T01:02:03+02:00"));
        values.put("zoneddatetime", ZonedDateTime.parse("2026-01-31T01:02:03+01:00[Europe/Berlin]"));
        values.put("year", Year.of(2026));
        values.put("yearmonth", YearMonth.of(2026, 2));
    }

    private void arrays() {
        values.put("boolean[]", new boolean[] {true, false});
        values.put("byte[]", new byte[] {1, -1});
        values.put("short[]", new short[] {1, -1});
        values.put("char[]", new char[] {'a'});
        values.put("int[]", new int[] {1, -1});
        values.put("long[]", new long[] {1, -1});
        values.put("float[]", new float[] {1, -1});
        values.put("double[]", new double[] {1, -1});
        values.put("string[]", new String[] {"a", null});
        values.put("int[][]", new int[][] {{1}, {}});
    }

    private void collections() {
        List<String> abc = List.of("b", "a", "c");
        values.put("arraylist", new ArrayList<>(Arrays.asList(1, "x", null)));
        values.put("linkedlist", new LinkedList<>(abc));
        values.put("arraydeque", new ArrayDeque<>(abc));
        values.put("vector", new Vector<>(abc));
        values.put("copyonwritelist", new CopyOnWriteArrayList<>(abc));
        values.put("aslist", Arrays.asList("a", "b"));
        values.put("immutablelist", abc);
        values.put("immutablelist-of-one", List.of("a"));
        values.put("emptylist", Collections.emptyList());
        values.put("singletonlist", Collections.singletonList("a"));
        values.put("concurrentqueue", new ConcurrentLinkedQueue<>(abc));
        values.put("concurrentdeque", new ConcurrentLinkedDeque<>(abc));
        values.put("hashset", new HashSet<>(abc));
        values.put("linkedhashset", new LinkedHashSet<>(abc));
        values.put("treeset", new TreeSet<>(abc));
        values.put("treeset-comparator", new TreeSet<>(String.CASE_INSENSITIVE_ORDER));
        values.put("skiplistset", new ConcurrentSkipListSet<>(abc));
        values.put("copyonwriteset", new CopyOnWriteArraySet<>(abc));
        values.put("immutableset", Set.copyOf(abc));
        values.put("emptyset", Collections.emptySet());
        values.put("singletonset", Collections.singleton("a"));
        values.put("enumset", EnumSet.of(Samples.Colour.RED, Samples.Colour.BLUE));
    }

    private void maps() {
        Map<String, Integer> map = Map.of("b", 2, "a", 1);
        values.put("hashmap", new HashMap<>(map));
        values.put("linkedhashmap", new LinkedHashMap<>(new TreeMap<>(map)));
        values.put("treemap", new TreeMap<>(map));
        values.put("skiplistmap", new ConcurrentSkipListMap<>(map));
        values.put("hashtable", new Hashtable<>(map));
        values.put("concurrentmap", new ConcurrentHashMap<>(map));
        values.put("immutablemap", map);
        values.put("emptymap", Collections.emptyMap());
        values.put("singletonmap", Collections.singletonMap("a", 1));
        values.put("enummap", new EnumMap<>(Map.of(Samples.Colour.RED, 1)));
    }

    private void views() {
        List<Integer> list = new ArrayList<>(List.of(1));
        Set<Integer> set = new HashSet<>(list);
        var sortedSet = new TreeSet<>(list);
        Map<Integer, Integer> map = new HashMap<>(Map.of(1, 2));
        var sortedMap = new TreeMap<>(map);
        values.put("unmodifiablecollection", Collections.unmodifiableCollection(list));
        values.put("unmodifiablelist", Collections.unmodifiableList(list));
        values.put("unmodifiablelist-linked", Collections.unmodifiableList(new LinkedList<>(list)));
        values.put("unmodifiableset", Collections.unmodifiableSet(set));
        values.put("unmodifiablesortedset", Collections.unmodifiableSortedSet(sortedSet));
        values.put("unmodifiablenavigableset", Collections.unmodifiableNavigableSet(sortedSet));
        values.put("unmodifiablemap", Collections.unmodifiableMap(map));
        values.put("unmodifiablesortedmap", Collections.unmodifiableSortedMap(sortedMap));
        values.put("unmodifiablenavigablemap", Collections.unmodifiableNavigableMap(sortedMap));
        values.put("synchronizedcollection", Collections.synchronizedCollection(list));
        values.put("synchronizedlist", Collections.synchronizedList(list));
        values.put("synchronizedset", Collections.synchronizedSet(set));
        values.put("synchronizedsortedset", Collections.synchronizedSortedSet(sortedSet));
        values.put("synchronizednavigableset", Collections.synchronizedNavigableSet(sortedSet));
        values.put("synchronizedmap", Collections.synchronizedMap(map));
        values.put("synchronizedsortedmap", Collections.synchronizedSortedMap(sortedMap));
        values.put("synchronizednavigablemap", Collections.synchronizedNavigableMap(sortedMap));
    }

    private void others() {
        values.put("optional", Optional.of("a"));
        values.put("optional-empty", Optional.empty());
        values.put("optionalint", OptionalInt.of(1));
        values.put("optionallong", OptionalLong.of(1));
        values.put("optionaldouble", OptionalDouble.of(1));
        values.put("atomicboolean", new AtomicBoolean(true));
        values.put("atomicinteger", new AtomicInteger(1));
        values.put("atomiclong", new AtomicLong(1));
        values.put("atomicreference", new AtomicReference<>("a"));
        values.put("bitset", BitSet.valueOf(new long[] {9}));
        values.put("object", new Samples.Polygon("p", List.of(new Samples.Shape("a", 1), new Samples.Shape("b", 2))));
        values.put("record", new Samples.Point(1, 2, new HashMap<>()));
        values.put("serialized", new Samples.WithoutNoArgConstructor(1));
    }

    private static Map<String, String> golden() throws IOException {
        try (InputStream in = GoldenEncodingTest.class.getResourceAsStream("encoding-1.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(
                            parts -> parts[0], parts -> parts[1], (a, b) -> a + " and " + b, LinkedHashMap::new));
        }
    }

    @Test
    void encode_everyKindOfValue_givesTheBytesOfTheGoldenFile() throws Exception {
        var actual = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> actual.put(name, HexFormat.of().formatHex(Holder.encode(codec, value))));

        String lines = actual.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining("\n"));
        assertThat(actual).as("lines as they are now:%n%s", lines).isEqualTo(golden());
    }

    @Test
    void decode_everyLineOfTheGoldenFile_givesTheValue() throws Exception {
        for (Map.Entry<String, String> line : golden().entrySet()) {
            Object decoded = Holder.decode(codec, HexFormat.of().parseHex(line.getValue()));

            Object expected = values.get(line.getKey());
            assertThat(decoded).as(line.getKey()).hasSameClassAs(expected);
            assertThat(Arrays.deepEquals(new Object[] {decoded}, new Object[] {expected})
                            || decoded.toString().equals(expected.toString()))
                    .as(line.getKey())
                    .isTrue();
        }
    }

    @Test
    void goldenFile_hasEveryTag() throws Exception {
        Set<Integer> first = golden().values().stream()
                .map(hex -> Integer.parseInt(hex.substring(0, 2), 16))
                .collect(Collectors.toSet());
        for (Field field : Tag.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                int tag = field.getInt(null);
                assertThat(tag == Tag.END || tag == Tag.NULL || first.contains(tag))
                        .as(field.getName())
                        .isTrue();
            }
        }
    }
}
