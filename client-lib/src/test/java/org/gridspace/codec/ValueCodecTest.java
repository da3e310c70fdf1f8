package org.gridspace.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.gridspace.entry.PackedFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of all kinds go through and come back; equal ones have equal bytes however they were built. */
class ValueCodecTest {
    private static final long SEED = 20260101;
    private static final EntryCodec CODEC = new EntryCodec();
    private final EntryCodec codec = CODEC;

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + 400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void encode_equalValuesBuiltDifferently_givesEqualBytesThatDecodeToThem(long seed) throws Exception {
        Object value = new ValueGenerator(seed, false).value(4);
        Object twin = new ValueGenerator(seed, true).value(4);
        assertThat(twin).isEqualTo(value);

        byte[] encoded = Holder.encode(codec, value);

        assertThat(Holder.encode(codec, twin)).as("seed %d", seed).isEqualTo(encoded);
        Object decoded = Holder.decode(codec, encoded);
        assertThat(decoded).as("seed %d", seed).isEqualTo(value).hasSameClassAs(value);
        assertThat(Holder.encode(codec, decoded)).as("seed %d", seed).isEqualTo(encoded);
    }

    static Stream<Object> roundTrips() {
        var sorted = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(Map.of("b", 1, "A", 2));
        var reversed = new TreeSet<Integer>(Comparator.reverseOrder());
        reversed.addAll(List.of(1, 2, 3));
        return Stream.of(
                Collections.unmodifiableSet(new HashSet<>(Arrays.asList(Samples.Colour.values()))),
                new Samples.Polygon("p", List.of(new Samples.Shape("s", 3))),
                new Samples.Point(1, 2, new HashMap<>(Map.of("k", List.of()))),
                new Samples.Label("an interface's"),
                new Samples.WithoutNoArgConstructor(8),
                Samples.Colour.GREEN,
                TimeUnit.DAYS,
                sorted,
                reversed,
                new ConcurrentSkipListMap<>(Map.of(2, "b", 1, "a")),
                new EnumMap<>(Map.of(Samples.Colour.BLUE, 1)),
                new EnumMap<Samples.Colour, String>(Samples.Colour.class),
                EnumSet.noneOf(Samples.Colour.class),
                EnumSet.allOf(TimeUnit.class),
                Collections.emptyList(),
                Collections.emptyMap(),
                Collections.emptySet(),
                Collections.singleton("x"),
                Collections.singletonMap("k", null),
                Collections.singletonList(null),
                Collections.nCopies(3, "x"),
                Stream.of("a", null).toList(),
                List.of(),
                List.of(1, 2, 3),
                Set.of(3, 1, 2),
                Map.of(),
                Map.of("a", 1),
                Optional.empty(),
                Optional.of("x"),
                OptionalInt.of(3),
                OptionalInt.empty(),
                BitSet.valueOf(new long[] {5, 0, 9}),
                Locale.GERMANY,
                new StringBuilder("x").toString(),
                Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(1, 2))),
                Collections.synchronizedList(new ArrayList<>(List.of(1))),
                Collections.unmodifiableList(new LinkedList<>(List.of(1))),
                new BigDecimal(BigInteger.TEN.pow(2000), 7),
                new HashSet<>(Arrays.asList(null, 1, "1")),
                new ArrayList<>(Arrays.asList(null, null)));
    }

    @ParameterizedTest
    @MethodSource("roundTrips")
    void decode_encodedValue_isEqualAndOfTheSameClass(Object value) throws Exception {
        Object decoded = Holder.decode(codec, Holder.encode(codec, value));

        assertThat(decoded).isEqualTo(value).hasSameClassAs(value);
    }

    static Stream<Object> arrays() {
        return Stream.of(
                new boolean[] {true, false},
                new byte[] {1, -1},
                new short[] {1, -1},
                new char[] {'a', '\uffff'},
                new int[] {1, Integer.MIN_VALUE},
                new long[] {1, Long.MIN_VALUE},
                new float[] {1, -0.0f},
                new double[] {1, Double.NaN},
                new String[] {"a", null},
                new Object[] {1, new int[] {2}, new Object[0]},
                new int[][] {{1}, null, {}},
                new Samples.Named[] {new Samples.Label("x")},
                new Comparable<?>[] {1, "a"},
                new List<?>[] {List.of(1)},
                new Samples.Shape[][] {{new Samples.Polygon("p", List.of())}, {}});
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void decode_encodedArray_hasTheSameElementsAndClass(Object array) throws Exception {
        Object decoded = Holder.decode(codec, Holder.encode(codec, array));

        assertThat(decoded).hasSameClassAs(array);
        assertThat(Arrays.deepEquals(new Object[] {decoded}, new Object[] {array}))
                .isTrue();
    }

    @Test
    void decode_holders_holdWhatTheyHeld() throws Exception {
        assertThat((AtomicInteger) there(new AtomicInteger(-4))).hasValue(-4);
        assertThat((AtomicBoolean) there(new AtomicBoolean(true))).isTrue();
        assertThat(((AtomicReference<?>) there(new AtomicReference<>("held"))).get())
                .isEqualTo("held");
        assertThat(((ArrayDeque<?>) there(new ArrayDeque<>(List.of(1, 2)))).toArray())
                .containsExactly(1, 2);
    }

    @Test
    void decode_plainObject_hasStoredFieldsAndWhatTheConstructorMadeOfTheOthers() throws Exception {
        var shape = new Samples.Shape("s", 3);
        shape.cached = 9;
        assertThat(((Samples.Shape) there(shape)).cached).isEqualTo(5);

        var onUnstored = new Samples.OnUnstored();
        onUnstored.base = 30;
        onUnstored.own = 40;
        var decoded = (Samples.OnUnstored) there(onUnstored);
        assertThat(decoded.base).isEqualTo(3);
        assertThat(decoded.own).isEqualTo(40);
    }

    @Test
    void decode_classWithItsOwnSerialization_isMadeByIt() throws Exception {
        assertThat(there(Samples.Interned.ONE)).isSameAs(Samples.Interned.ONE);
        var self = new Samples.Self();
        self.value = 77;
        assertThat(((Samples.Self) there(self)).value).isEqualTo(77);
        assertThat(there((Supplier<String> & Serializable) () -> "from a lambda"))
                .isInstanceOfSatisfying(Supplier.class, s -> assertThat(s.get()).isEqualTo("from a lambda"));
    }

    @Test
    void decode_mapSortedByALambdaOfTheJdk_isSortedByIt() throws Exception {
        var longestFirst = new TreeMap<String, Integer>(
                Comparator.comparing((Function<String, Integer> & Serializable) String::length)
                        .reversed());
        longestFirst.putAll(Map.of("a", 1, "ccc", 3, "bb", 2));

        var decoded = (TreeMap<?, ?>) there(longestFirst);

        assertThat(decoded.keySet().toArray()).containsExactly("ccc", "bb", "a");
    }

    @Test
    void decode_cyclicGraph_hasItsCycles() throws Exception {
        var node = new Samples.Node();
        node.label = "in a list";
        node.next = new ArrayList<>(List.of("before", node));

        var decoded = (Samples.Node) there(node);

        assertThat(((List<?>) decoded.next).get(1)).isSameAs(decoded);
        assertThat(decoded.label).isEqualTo("in a list");
    }

    @Test
    void encode_afterACyclicGraph_isAsBefore() {
        var node = new Samples.Node();
        node.next = new Samples.Pair(new Samples.Shape(), node);
        byte[] before = Holder.encode(codec, new Samples.Shape());
        Holder.encode(codec, node);

        assertThat(Holder.encode(codec, new Samples.Shape())).isEqualTo(before);
    }

    @Test
    void encode_sharedAndCopiedReferences_givesEqualBytes() {
        var shared = new ArrayList<>(List.of("x"));

        assertThat(Holder.encode(codec, new Samples.Pair(shared, shared)))
                .isEqualTo(Holder.encode(
                        codec,
                        new Samples.Pair(new ArrayList<>(List.of("x")), new ArrayList<>(List.of(new String("x"))))));
    }

    @Test
    void encode_valuesThatOnlyLookEqual_givesOtherBytes() {
        List<Object> values = List.of(
                1,
                1L,
                "1",
                '1',
                new BigDecimal("1.0"),
                new BigDecimal("1.00"),
                new ArrayList<>(List.of(1)),
                new LinkedList<>(List.of(1)),
                List.of(1),
                new int[] {1},
                new Integer[] {1},
                new Object[] {1},
                new HashMap<>(Map.of(1, 1)),
                new LinkedHashMap<>(Map.of(1, 1)),
                new Samples.Shape("a", 1),
                new Samples.Label("a"),
                0.0,
                -0.0);
        assertThat(values.stream().map(v -> Arrays.toString(Holder.encode(codec, v))))
                .doesNotHaveDuplicates();
    }

    @Test
    void encode_linkedHashMapsInOtherOrders_differAsTheirOrderIsPartOfThem() {
        var oneWay = new LinkedHashMap<>();
        oneWay.put("a", 1);
        oneWay.put("b", 2);
        var otherWay = new LinkedHashMap<>();
        otherWay.put("b", 2);
        otherWay.put("a", 1);

        assertThat(Holder.encode(codec, oneWay)).isNotEqualTo(Holder.encode(codec, otherWay));
    }

    @Test
    void encode_whatCannotBeStored_namesFieldAndClass() {
        refused(new Object(), "field value", "java.lang.Object");
        refused(new Samples.Pair(1, new Samples.Pair(new Thread(), 2)), "field value.right.left", "java.lang.Thread");
        refused(new Samples.Unstored(), "Samples$Unstored");
        Collection<Object> own = new ArrayList<>() {
            {
                add(new Object());
            }
        };
        refused(own, "field value", "java.lang.Object");
    }

    @Test
    void encode_tooDeep_isRefusedInsteadOfOverflowingTheStack() throws Exception {
        assertThat(there(nested(ValueWriter.MAX_DEPTH))).isInstanceOf(Samples.Node.class);
        refused(nested(ValueWriter.MAX_DEPTH + 1), "field value.next", "levels deep");
        Object lists = "x";
        for (int i = 0; i < 100_000; i++) {
            lists = new ArrayList<>(List.of(lists));
        }
        refused(lists, "levels deep");
    }

    @Test
    void encode_deepestNestingOnASmallStack_works() throws Exception {
        var outcome = new AtomicReference<Object>();
        var thread = new Thread(
                null,
                () -> {
                    try {
                        outcome.set(there(nested(ValueWriter.MAX_DEPTH)));
                    } catch (Throwable e) {
                        outcome.set(e);
                    }
                },
                "small stack",
                512 << 10); // as the sandbox's children have
        thread.start();
        thread.join();

        assertThat(outcome.get()).isInstanceOf(Samples.Node.class);
    }

    @Test
    void encode_tooLarge_isRefused() {
        refused(new byte[PackedFields.MAX_BYTES], "field value", "bytes");
        Object doubling = new ArrayList<>(List.of("sixteen bytes...", "sixteen bytes..."));
        for (int i = 0; i < 40; i++) {
            doubling = new Samples.Pair(doubling, doubling);
        }
        refused(doubling, "field value", "bytes");
    }

    @Test
    void pack_fromWithinAWriteObject_works() throws Exception {
        var decoded = (Reentrant) there(new Reentrant());

        assertThat(decoded.bytes).isEqualTo(codec.pack(Holder.of("inner")).fields());
    }

    /** Packs an entry while it is being packed. */
    static final class Reentrant implements Serializable {
        private static final long serialVersionUID = 1L;
        private byte[] bytes = {};

        private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
            bytes = CODEC.pack(Holder.of("inner")).fields();
            out.defaultWriteObject();
        }
    }

    private static Samples.Node nested(int levels) {
        Samples.Node node = null;
        for (int i = 0; i < levels; i++) {
            node = new Samples.Node(node);
        }
        return node;
    }

    private Object there(Object value) throws Exception {
        return Holder.decode(codec, Holder.encode(codec, value));
    }

    private void refused(Object value, String... parts) {
        assertThatThrownBy(() -> Holder.encode(codec, value))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts).contains(Holder.class.getName()));
    }
}
