package org.gridspace.codec;

import com.esotericsoftware.kryo.KryoException;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Walks over an encoded value without making it. Used for one value. */
final class ValueDescriber {
    /** How many bytes of a byte array are shown. */
    static final int SHOWN_BYTES = 256;

    private final ValueReader in;
    private List<Named> names = new ArrayList<>(0);

    /** A class of the scope and, once met as an object, its fields. */
    private static final class Named {
        final String name;

        @Nullable
        List<String> fields;

        Named(String name) {
            this.name = name;
        }
    }

    private ValueDescriber(byte[] value) {
        in = new ValueReader(value, new ClassSource(new AllowList(null), null));
    }

    static Object describe(byte[] value) throws UnreadableValue {
        try {
            var describer = new ValueDescriber(value);
            Object described = describer.value();
            if (described == null || describer.in.position() != value.length) {
                throw UnreadableValue.malformed("a field is exactly one value");
            }
            return described;
        } catch (KryoException e) {
            throw new UnreadableValue("malformed bytes: cut off", e);
        } catch (RuntimeException e) { // a number out of its range, and the like
            throw new UnreadableValue("malformed bytes: " + e.getMessage(), e);
        }
    }

    private @Nullable Object value() throws UnreadableValue {
        int tag = in.readByteUnsigned();
        in.enter();
        Object value = behind(tag);
        in.leave();
        return value;
    }

    private @Nullable Object behind(int tag) throws UnreadableValue {
        return switch (tag) {
            case Tag.NULL -> null;
            case Tag.ENUM -> constant();
            case Tag.CLASS -> withClass(in.text());
            case Tag.OBJECTS -> {
                name();
                yield elements();
            }
            case Tag.HASH_SET, Tag.IMMUTABLE_SET -> scopedElements();
            case Tag.TREE_SET, Tag.SKIP_LIST_SET -> {
                value();
                yield elements();
            }
            case Tag.ENUM_SET -> {
                name();
                yield texts();
            }
            case Tag.HASH_MAP, Tag.HASHTABLE, Tag.CONCURRENT_MAP, Tag.IMMUTABLE_MAP -> entries(true);
            case Tag.LINKED_HASH_MAP, Tag.EMPTY_MAP, Tag.SINGLETON_MAP -> entries(false);
            case Tag.TREE_MAP, Tag.SKIP_LIST_MAP -> {
                value();
                yield entries(false);
            }
            case Tag.ENUM_MAP -> enumEntries();
            case Tag.OPTIONAL, Tag.OPTIONAL_INT, Tag.OPTIONAL_LONG, Tag.OPTIONAL_DOUBLE, Tag.ATOMIC_REFERENCE ->
                held(tag);
            case Tag.VIEW -> {
                in.readByte();
                yield value();
            }
            case Tag.OBJECT, Tag.RECORD -> object();
            case Tag.SERIALIZED -> serialized();
            default ->
                tag >= Tag.ARRAY_LIST && tag < Tag.HASH_MAP
                        ? elements()
                        : printable(Forms.reading(tag).read(in));
        };
    }

    /** What a holder holds; an empty one is a map, as a field's value is never null. */
    private Object held(int tag) throws UnreadableValue {
        Object held = value();
        String holder =
                tag == Tag.ATOMIC_REFERENCE ? "java.util.concurrent.atomic.AtomicReference" : "java.util.Optional";
        return held == null ? Map.of("class", holder) : held;
    }

    private Named name() throws UnreadableValue {
        int index = in.readVarInt(true);
        if (index == 0) {
            var named = new Named(in.text());
            names.add(named);
            return named;
        }
        if (index < 0 || index > names.size()) {
            throw UnreadableValue.malformed("no such class name");
        }
        return names.get(index - 1);
    }

    private Object constant() throws UnreadableValue {
        var described = withClass(name().name);
        in.rawShort();
        described.put("name", in.text());
        return described;
    }

    private Object object() throws UnreadableValue {
        Named named = name();
        List<String> fields = named.fields;
        if (fields == null) {
            int count = in.byteLength(1);
            fields = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                fields.add(in.text());
            }
            named.fields = fields;
        }
        var described = withClass(named.name);
        for (String field : fields) {
            described.put(field, value());
        }
        return described;
    }

    private List<@Nullable Object> elements() throws UnreadableValue {
        var elements = new ArrayList<@Nullable Object>();
        while (in.more()) {
            elements.add(value());
        }
        return elements;
    }

    private List<@Nullable Object> scopedElements() throws UnreadableValue {
        var elements = new ArrayList<@Nullable Object>();
        while (in.more()) {
            elements.add(scoped());
        }
        return elements;
    }

    private @Nullable Object scoped() throws UnreadableValue {
        List<Named> outer = names;
        names = new ArrayList<>(0);
        Object value = value();
        names = outer;
        return value;
    }

    private List<String> texts() throws UnreadableValue {
        var texts = new ArrayList<String>();
        while (in.more()) {
            texts.add(in.text());
        }
        return texts;
    }

    private Map<String, @Nullable Object> entries(boolean scoped) throws UnreadableValue {
        var entries = new LinkedHashMap<String, @Nullable Object>();
        while (in.more()) {
            Object key = scoped ? scoped() : value();
            entries.put(String.valueOf(key), scoped ? scoped() : value());
        }
        return entries;
    }

    private Map<String, @Nullable Object> enumEntries() throws UnreadableValue {
        name();
        var entries = new LinkedHashMap<String, @Nullable Object>();
        while (in.more()) {
            Object mapped = value();
            entries.put(in.text(), mapped);
        }
        return entries;
    }

    /** The class of a Java serialization stream that begins with an ordinary object, and how long it is. */
    private Object serialized() throws UnreadableValue {
        byte[] stream = in.readBytes(in.byteLength(1));
        int nameAt = 8; // magic, version, TC_OBJECT, TC_CLASSDESC, length of the name
        String name = "unknown";
        if (stream.length > nameAt && stream[4] == 0x73 && stream[5] == 0x72) {
            int length = (stream[6] & 0xff) << 8 | stream[7] & 0xff;
            name = new String(stream, nameAt, Math.min(length, stream.length - nameAt), StandardCharsets.UTF_8);
        }
        var described = withClass(name);
        described.put("serializedBytes", stream.length);
        return described;
    }

    private static Object printable(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return Double.isFinite(((Number) value).doubleValue()) ? value : value.toString();
        }
        if (value instanceof AtomicBoolean held) {
            return held.get();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof byte[] bytes) {
            return bytes(bytes);
        }
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        if (value instanceof BitSet bits) {
            return bytes(bits.toByteArray());
        }
        return value.getClass().isArray() ? primitives(value) : value.toString();
    }

    private static Object bytes(byte[] bytes) {
        var described = withClass("byte[]");
        described.put("length", bytes.length);
        described.put("hex", HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES)));
        return described;
    }

    private static List<Object> primitives(Object array) {
        int length = Array.getLength(array);
        var elements = new ArrayList<Object>(length);
        for (int i = 0; i < length; i++) {
            elements.add(printable(Array.get(array, i)));
        }
        return elements;
    }

    private static Map<String, @Nullable Object> withClass(String name) {
        var described = new LinkedHashMap<String, @Nullable Object>();
        described.put("class", name);
        return described;
    }
}
