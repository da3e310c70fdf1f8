package org.gridspace.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.gridspace.entry.PackedEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as people type and read them, without their classes. */
class ValueTextTest {
    private final EntryCodec codec = new EntryCodec();

    @ParameterizedTest
    @CsvSource({
        "int, 42",
        "long, -7",
        "short, 300",
        "byte, -1",
        "float, 1.5",
        "double, -0.25",
        "boolean, true",
        "char, x",
        "string, some text",
        "bigint, 123456789012345678901234567890",
        "decimal, 1.00",
        "uuid, 00112233-4455-6677-8899-aabbccddeeff",
        "bytes, 00ff10",
        "instant, 2026-01-01T00:00:00Z",
        "timestamp, 2026-01-01T00:00:00Z",
        "duration, PT1M",
        "date, 2026-01-31",
        "time, 10:15:30",
        "datetime, 2026-01-31T10:15:30",
        "offsetdatetime, 2026-01-31T10:15:30+01:00",
        "zoneddatetime, 2026-01-31T10:15:30+01:00[Europe/Berlin]",
        "year, 2026",
        "yearmonth, 2026-01",
        "atomicint, 5",
        "atomiclong, 6",
        "atomicboolean, false"
    })
    void parse_text_givesTheBytesOfTheCodecByEitherName(String type, String text) throws Exception {
        byte[] encoded = ValueText.parse(type, text);

        Object value = Holder.decode(codec, encoded);
        assertThat(Holder.encode(codec, value)).isEqualTo(encoded);
        assertThat(ValueText.parse(value.getClass().getName(), text)).isEqualTo(encoded);
        Object described = ValueText.describe(encoded);
        assertThat(described instanceof Map<?, ?> bytes ? bytes.get("hex") : described.toString())
                .isEqualTo(text);
    }

    @Test
    void parse_everyTypeName_isTried() {
        assertThat(ValueText.typeNames()).hasSize(26).contains("int", "string", "bytes");
    }

    @Test
    void parse_whatIsNoValue_saysWhy() {
        assertThatThrownBy(() -> ValueText.parse("int", "4.5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'4.5' is no int");
        assertThatThrownBy(() -> ValueText.parse("boolean", "yes")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ValueText.parse("char", "ab")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ValueText.parse("java.util.List", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.util.List")
                .hasMessageContaining("uuid");
    }

    @Test
    void describe_structures_areMapsAndLists() {
        assertThat(describe(new ArrayList<>(List.of(1, "a", List.of(true))))).isEqualTo(List.of(1, "a", List.of(true)));
        assertThat(describe(new TreeMap<>(Map.of(1, "one", 2, new int[] {1, 2}))))
                .isEqualTo(Map.of("1", "one", "2", List.of(1, 2)));
        assertThat(describe(new String[] {"a", null})).isEqualTo(Arrays.asList("a", null));
        assertThat(describe(Samples.Colour.GREEN))
                .isEqualTo(Map.of("class", Samples.Colour.class.getName(), "name", "GREEN"));
        assertThat(describe(new Samples.Pair(new Samples.Shape("s", 3), new Samples.Shape("t", 4))))
                .isEqualTo(Map.of(
                        "class",
                        Samples.Pair.class.getName(),
                        "left",
                        Map.of("class", Samples.Shape.class.getName(), "name", "s", "sides", 3),
                        "right",
                        Map.of("class", Samples.Shape.class.getName(), "name", "t", "sides", 4)));
        assertThat(describe(new Samples.WithoutNoArgConstructor(1)))
                .isInstanceOfSatisfying(
                        Map.class,
                        map -> assertThat(map.get("class")).isEqualTo(Samples.WithoutNoArgConstructor.class.getName()));
        assertThat(describe(Double.NaN)).isEqualTo("NaN");
        assertThat(describe(new BigDecimal("1.50"))).isEqualTo(new BigDecimal("1.50"));
    }

    @Test
    void describe_everyGoldenValue_isMadeOfPlainThings() throws Exception {
        for (String line : ImageRoundTrip.golden()) {
            requirePlain(ValueText.describe(HexFormat.of().parseHex(line.split(" ")[1])), line);
        }
    }

    private static void requirePlain(Object described, String line) {
        if (described instanceof List<?> list) {
            list.forEach(element -> requirePlain(element, line));
        } else if (described instanceof Map<?, ?> map) {
            assertThat(map.keySet()).as(line).allMatch(String.class::isInstance);
            map.values().forEach(element -> requirePlain(element, line));
        } else if (described != null) {
            assertThat(described).as(line).isInstanceOfAny(String.class, Number.class, Boolean.class);
        }
    }

    @Test
    void describe_entry_namesFieldsInOrderAndSaysWhatCannotBeRead() {
        var entry = new EntryCodecTest.Base();
        entry.stamp = 3L;
        entry.name = "n";
        PackedEntry packed = codec.pack(entry);
        byte[] broken = packed.fields().clone();
        broken[broken.length - 3] = 0x7e; // the tag of the name

        assertThat(ValueText.describe(packed))
                .containsExactly(Map.entry("stamp", 3L), new SimpleEntry<>("count", null), Map.entry("name", "n"));
        assertThat(ValueText.describe(new PackedEntry(packed.type(), broken)).get("name"))
                .isInstanceOfSatisfying(Map.class, map -> assertThat(map).containsOnlyKeys("unreadable"));
    }

    @Test
    void describe_randomAndMutatedBytes_endsInAnIllegalArgumentExceptionAtWorst() {
        var random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes;
            if (i % 2 == 0) {
                bytes = new byte[random.nextInt(1, 60)];
                random.nextBytes(bytes);
                bytes[0] &= 0x7f;
            } else {
                bytes = Holder.encode(codec, new ValueGenerator(random.nextLong(), false).value(2));
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                requirePlain(ValueText.describe(bytes), "round " + i);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasCauseInstanceOf(UnreadableValue.class);
            }
        }
    }

    private Object describe(Object value) {
        return ValueText.describe(Holder.encode(codec, value));
    }
}
