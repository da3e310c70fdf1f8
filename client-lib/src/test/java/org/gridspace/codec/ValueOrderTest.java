package org.gridspace.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Within a comparable class, encodings compared byte by byte are ordered as {@code compareTo} orders the values. */
class ValueOrderTest {
    private static final long SEED = 0x6f72646572L;
    private static final int RANDOM_VALUES = 120;
    private final EntryCodec codec = new EntryCodec();

    private record Kind(
            String name, List<? extends Comparable<?>> edges, Function<SplittableRandom, Comparable<?>> any) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(integers(), floats(), texts(), decimals(), times()).flatMap(kinds -> kinds);
    }

    private static Stream<Kind> integers() {
        return Stream.of(
                new Kind("Byte", List.of(Byte.MIN_VALUE, (byte) -1, (byte) 0, (byte) 1, Byte.MAX_VALUE), r ->
                        (byte) r.nextInt()),
                new Kind("Short", List.of(Short.MIN_VALUE, (short) -1, (short) 0, Short.MAX_VALUE), r ->
                        (short) r.nextInt()),
                new Kind("Integer", List.of(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE), SplittableRandom::nextInt),
                new Kind("Long", List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE), SplittableRandom::nextLong));
    }

    private static Stream<Kind> floats() {
        return Stream.of(
                new Kind(
                        "Float",
                        List.of(
                                Float.NEGATIVE_INFINITY,
                                -Float.MAX_VALUE,
                                -Float.MIN_VALUE,
                                -0.0f,
                                0.0f,
                                Float.MIN_VALUE,
                                Float.MAX_VALUE,
                                Float.POSITIVE_INFINITY,
                                Float.NaN),
                        r -> Float.intBitsToFloat(r.nextInt())),
                new Kind(
                        "Double",
                        List.of(
                                Double.NEGATIVE_INFINITY,
                                -Double.MAX_VALUE,
                                -Double.MIN_VALUE,
                                -0.0,
                                0.0,
                                Double.MIN_VALUE,
                                Double.MAX_VALUE,
                                Double.POSITIVE_INFINITY,
                                Double.NaN),
                        r -> Double.longBitsToDouble(r.nextLong())));
    }

    private static Stream<Kind> texts() {
        return Stream.of(
                new Kind("Character", List.of('\0', 'a', '\ud800', '\uffff'), r -> (char) r.nextInt()),
                new Kind("Boolean", List.of(false, true), r -> r.nextInt() < 0),
                new Kind(
                        "String",
                        List.of(
                                "",
                                "\0",
                                "\0\0",
                                "\1",
                                "\2",
                                "a",
                                "a\0",
                                "a\0b",
                                "a\1",
                                "ab",
                                "b",
                                "\u007f",
                                "\u0080",
                                "\u07ff",
                                "\u0800",
                                "\ud800",
                                "\ud800\udc00",
                                "\udc00\ud800",
                                "\uffff"),
                        ValueOrderTest::text),
                new Kind(
                        "UUID",
                        List.of(new UUID(0, 0), new UUID(-1, 0), new UUID(0, -1)),
                        r -> new UUID(r.nextLong(), r.nextLong())));
    }

    private static Stream<Kind> decimals() {
        return Stream.of(
                new Kind(
                        "BigInteger",
                        List.of(
                                BigInteger.ZERO,
                                BigInteger.ONE,
                                BigInteger.ONE.negate(),
                                BigInteger.valueOf(127),
                                BigInteger.valueOf(128),
                                BigInteger.valueOf(-128),
                                BigInteger.valueOf(-129),
                                BigInteger.ONE.shiftLeft(3000),
                                BigInteger.ONE.shiftLeft(3000).negate()),
                        ValueOrderTest::integer),
                new Kind(
                        "BigDecimal",
                        List.of(
                                new BigDecimal("0"),
                                new BigDecimal("0.00"),
                                new BigDecimal("1"),
                                new BigDecimal("1.0"),
                                new BigDecimal("1.00"),
                                new BigDecimal("-1"),
                                new BigDecimal("-1.0"),
                                new BigDecimal("10"),
                                new BigDecimal("1E+1"),
                                new BigDecimal("0.1"),
                                new BigDecimal("-0.1"),
                                new BigDecimal("0.10001"),
                                new BigDecimal("99"),
                                new BigDecimal("100"),
                                new BigDecimal("101"),
                                new BigDecimal("-99.5"),
                                new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
                                new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
                                new BigDecimal(BigInteger.TEN.pow(999), 5)),
                        r -> new BigDecimal(integer(r), r.nextInt(-20, 20))),
                new Kind("enum", List.of(Samples.Colour.values()), r -> Samples.Colour.values()[r.nextInt(3)]));
    }

    private static Stream<Kind> times() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        return Stream.of(
                new Kind(
                        "Date",
                        List.of(new Date(Long.MIN_VALUE), new Date(-1), new Date(0), new Date(Long.MAX_VALUE)),
                        r -> new Date(r.nextLong())),
                new Kind(
                        "Instant",
                        List.of(Instant.MIN, Instant.EPOCH, Instant.MAX, Instant.ofEpochSecond(-1, 999)),
                        ValueOrderTest::instant),
                new Kind(
                        "Duration",
                        List.of(Duration.ZERO, Duration.ofSeconds(Long.MIN_VALUE), Duration.ofNanos(-1)),
                        r -> Duration.ofSeconds(r.nextInt(), r.nextInt(1_000_000_000))),
                new Kind("LocalDate", List.of(LocalDate.MIN, LocalDate.MAX, LocalDate.EPOCH), r -> date(r)),
                new Kind("LocalTime", List.of(LocalTime.MIN, LocalTime.MAX), r -> time(r)),
                new Kind(
                        "LocalDateTime",
                        List.of(LocalDateTime.MIN, LocalDateTime.MAX),
                        r -> LocalDateTime.of(date(r), time(r))),
                new Kind(
                        "OffsetDateTime",
                        List.of(
                                OffsetDateTime.MIN,
                                OffsetDateTime.MAX,
                                OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.ofHours(1)),
                                OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.ofHours(-1))),
                        r -> OffsetDateTime.ofInstant(instant(r), ZoneOffset.ofTotalSeconds(r.nextInt(-60000, 60000)))),
                new Kind(
                        "ZonedDateTime",
                        List.of(
                                ZonedDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC),
                                ZonedDateTime.ofInstant(Instant.EPOCH, ZoneId.of("UTC")),
                                // one local time twice, an hour apart
                                LocalDateTime.of(2026, 10, 25, 2, 30)
                                        .atZone(zone)
                                        .withEarlierOffsetAtOverlap(),
                                LocalDateTime.of(2026, 10, 25, 2, 30)
                                        .atZone(zone)
                                        .withLaterOffsetAtOverlap()),
                        r -> ZonedDateTime.ofInstant(instant(r), zone)),
                new Kind(
                        "Year",
                        List.of(Year.of(Year.MIN_VALUE), Year.of(0), Year.of(Year.MAX_VALUE)),
                        r -> Year.of(r.nextInt(-9999, 9999))),
                new Kind(
                        "YearMonth",
                        List.of(YearMonth.of(-1, 12), YearMonth.of(0, 1)),
                        r -> YearMonth.of(r.nextInt(-99, 99), r.nextInt(1, 13))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @SuppressWarnings({"unchecked", "rawtypes"})
    void encodings_ofComparableValues_areOrderedAsTheValues(Kind kind) throws Exception {
        var random = new SplittableRandom(SEED);
        List<Comparable<?>> values = new ArrayList<>(kind.edges());
        for (int i = 0; i < RANDOM_VALUES; i++) {
            values.add(kind.any().apply(random));
        }
        List<byte[]> encoded = new ArrayList<>();
        for (Comparable<?> value : values) {
            byte[] bytes = Holder.encode(codec, value);
            assertThat(Holder.decode(codec, bytes)).isEqualTo(value);
            encoded.add(bytes);
        }
        for (int i = 0; i < values.size(); i++) {
            for (int j = 0; j < values.size(); j++) {
                int expected = Integer.signum(((Comparable) values.get(i)).compareTo(values.get(j)));
                int actual = Integer.signum(Arrays.compareUnsigned(encoded.get(i), encoded.get(j)));
                boolean same = values.get(i).equals(values.get(j));
                // 1.0 and 1.00 compare as equal and differ all the same
                if (expected != 0 || same) {
                    assertThat(actual)
                            .as("%s and %s (seed %x)", values.get(i), values.get(j), SEED)
                            .isEqualTo(expected);
                } else {
                    assertThat(actual).isNotZero();
                }
            }
        }
    }

    private static String text(SplittableRandom random) {
        char[] units = new char[random.nextInt(6)];
        for (int i = 0; i < units.length; i++) {
            units[i] = (char) (random.nextInt() >>> random.nextInt(16, 32));
        }
        return new String(units);
    }

    private static BigInteger integer(SplittableRandom random) {
        var bytes = new byte[random.nextInt(1, 20)];
        random.nextBytes(bytes);
        return new BigInteger(bytes);
    }

    private static Instant instant(SplittableRandom random) {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private static LocalDate date(SplittableRandom random) {
        return LocalDate.ofEpochDay(random.nextInt(-9_999_999, 9_999_999));
    }

    private static LocalTime time(SplittableRandom random) {
        return LocalTime.ofNanoOfDay(random.nextLong(LocalTime.MAX.toNanoOfDay()));
    }
}
