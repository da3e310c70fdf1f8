package org.gridspace.codec;

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
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.entry.PackedFields;
import org.jspecify.annotations.Nullable;

/**
 * Field values for people: encoded bytes to something that can be printed, and text to encoded bytes, without loading a
 * class of anybody's. Thread-safe.
 */
public final class ValueText {
    private static final Map<String, Function<String, Object>> PARSERS = new LinkedHashMap<>();
    private static final Map<String, String> CLASS_NAMES = new HashMap<>();

    static {
        type(Integer::valueOf, "int", Integer.class);
        type(Long::valueOf, "long", Long.class);
        type(Short::valueOf, "short", Short.class);
        type(Byte::valueOf, "byte", Byte.class);
        type(Float::valueOf, "float", Float.class);
        type(Double::valueOf, "double", Double.class);
        type(ValueText::bool, "boolean", Boolean.class);
        type(ValueText::character, "char", Character.class);
        type(text -> text, "string", String.class);
        type(BigInteger::new, "bigint", BigInteger.class);
        type(BigDecimal::new, "decimal", BigDecimal.class);
        type(UUID::fromString, "uuid", UUID.class);
        type(text -> HexFormat.of().parseHex(text), "bytes", byte[].class);
        type(Instant::parse, "instant", Instant.class);
        type(text -> Date.from(Instant.parse(text)), "timestamp", Date.class);
        type(Duration::parse, "duration", Duration.class);
        type(LocalDate::parse, "date", LocalDate.class);
        type(LocalTime::parse, "time", LocalTime.class);
        type(LocalDateTime::parse, "datetime", LocalDateTime.class);
        type(OffsetDateTime::parse, "offsetdatetime", OffsetDateTime.class);
        type(ZonedDateTime::parse, "zoneddatetime", ZonedDateTime.class);
        type(Year::parse, "year", Year.class);
        type(YearMonth::parse, "yearmonth", YearMonth.class);
        type(text -> new AtomicInteger(Integer.parseInt(text)), "atomicint", AtomicInteger.class);
        type(text -> new AtomicLong(Long.parseLong(text)), "atomiclong", AtomicLong.class);
        type(text -> new AtomicBoolean(bool(text)), "atomicboolean", AtomicBoolean.class);
    }

    private ValueText() {}

    private static void type(Function<String, Object> parser, String name, Class<?> type) {
        PARSERS.put(name, parser);
        PARSERS.put(type.getName(), parser);
        CLASS_NAMES.put(name, type.getName());
        CLASS_NAMES.put(type.getName(), type.getName());
    }

    /** The short names of the types that {@link #parse} takes. */
    public static List<String> typeNames() {
        return PARSERS.keySet().stream()
                .filter(name -> name.indexOf('.') < 0 && name.charAt(0) != '[')
                .toList();
    }

    /**
     * The binary name of the class that values of a type have.
     *
     * @param typeName as {@link #parse} takes it
     * @return empty if there's no such type
     */
    public static Optional<String> className(String typeName) {
        return Optional.ofNullable(CLASS_NAMES.get(typeName));
    }

    /**
     * Encodes what a text says: the very bytes that {@link EntryCodec} gives the value in a field.
     *
     * @param typeName one of {@link #typeNames} or the binary name of its class: {@code int} or {@code java.lang.Integer};
     *     bytes are written in hexadecimal, times as ISO 8601
     * @throws IllegalArgumentException if there's no such type, or the text is none of its values
     */
    public static byte[] parse(String typeName, String text) {
        Function<String, Object> parser = PARSERS.get(typeName);
        if (parser == null) {
            throw new IllegalArgumentException(
                    "values of " + typeName + " can't be typed in; these can: " + String.join(", ", typeNames()));
        }
        try (var out = new ValueWriter(ClassForms::of)) {
            out.putScoped(parser.apply(text));
            return out.toBytes();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no " + typeName, e);
        }
    }

    /**
     * What an encoded value is, made of {@link String}, {@link Number}, {@link Boolean}, {@link List}, {@link Map} with
     * text as keys, and {@code null}, so that it can be printed as JSON. Objects, records and enum constants are maps
     * whose first key, {@code class}, names the class; an object's other keys are its fields. Byte arrays are maps with
     * their length and, in hexadecimal, their first {@value ValueDescriber#SHOWN_BYTES} bytes. Of what Java serialization
     * wrote, only the class and the length are told.
     *
     * @throws IllegalArgumentException if these bytes are no value
     */
    public static Object describe(byte[] value) {
        try {
            return ValueDescriber.describe(value);
        } catch (UnreadableValue e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * What each field of an entry is, by name in matching order; of two fields of one name the subclass's. A value that
     * can't be told is a map with the key {@code unreadable}.
     */
    public static Map<String, @Nullable Object> describe(PackedEntry entry) {
        List<EntryType.Field> fields = entry.type().fields();
        byte[] @Nullable [] values = PackedFields.unpack(entry.fields(), fields.size());
        var described = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < values.length; i++) {
            described.put(fields.get(i).name(), describeOrSayWhyNot(values[i]));
        }
        return Collections.unmodifiableMap(described);
    }

    private static @Nullable Object describeOrSayWhyNot(byte @Nullable [] value) {
        try {
            return value == null ? null : ValueDescriber.describe(value);
        } catch (UnreadableValue e) {
            return Map.of("unreadable", String.valueOf(e.getMessage()));
        }
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("true or false");
        }
        return text.equals("true");
    }

    private static char character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("one character");
        }
        return text.charAt(0);
    }
}
