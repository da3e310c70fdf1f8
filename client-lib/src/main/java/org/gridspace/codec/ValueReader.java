package org.gridspace.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ValueWriter} wrote, or refuses it: whatever the bytes are, only classes that the {@link ClassSource}
 * lets through come into being, and nothing is allocated on the word of a length alone.
 *
 * <p>Confined to one thread, used for one entry.
 */
final class ValueReader extends Input {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final ClassSource classes;
    private int depth;
    private List<NamedClass> names = new ArrayList<>(0);

    /** A class of the scope. */
    static final class NamedClass {
        final Class<?> type;
        boolean shaped;

        NamedClass(Class<?> type) {
            this.type = type;
        }
    }

    ValueReader(byte[] bytes, ClassSource classes) {
        super(bytes);
        this.classes = classes;
    }

    ClassSource classes() {
        return classes;
    }

    /** Reads the value that is exactly the bytes from {@code start} to {@code end}. */
    Object whole(int start, int end) throws UnreadableValue {
        position = start;
        limit = end;
        depth = 0;
        names.clear();
        try {
            Object value = value();
            if (value == null || position != end) {
                throw UnreadableValue.malformed("a field is exactly one value");
            }
            return value;
        } catch (KryoException e) {
            throw new UnreadableValue("malformed bytes: cut off", e);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // constructors, hashCode, compareTo and readObject of the values' own classes have run
            throw UnreadableValue.thrown("can't be made again: " + e, e);
        }
    }

    /** Reads a value as a scope of its own. */
    @Nullable
    Object scoped() throws UnreadableValue {
        List<NamedClass> outer = names;
        names = new ArrayList<>(0);
        Object value = value();
        names = outer;
        return value;
    }

    /** Reads a value; {@code null} is one too. */
    @Nullable
    Object value() throws UnreadableValue {
        int tag = readByteUnsigned();
        return tag == Tag.NULL ? null : Forms.reading(tag).read(this);
    }

    /** Whether another element follows; goes over the end mark if not. */
    boolean more() {
        require(1);
        if (buffer[position] != Tag.END) {
            return true;
        }
        position++;
        return false;
    }

    void enter() throws UnreadableValue {
        if (depth == ValueWriter.MAX_DEPTH) {
            throw UnreadableValue.malformed("nested more than " + ValueWriter.MAX_DEPTH + " levels deep");
        }
        depth++;
    }

    void leave() {
        depth--;
    }

    NamedClass namedClass() throws UnreadableValue {
        int index = readVarInt(true);
        if (index == 0) {
            var named = new NamedClass(classes.resolve(text()));
            names.add(named);
            return named;
        }
        if (index < 0 || index > names.size()) {
            throw UnreadableValue.malformed("no such class name");
        }
        return names.get(index - 1);
    }

    Class<?> namedEnum() throws UnreadableValue {
        Class<?> type = namedClass().type;
        if (!type.isEnum()) {
            throw UnreadableValue.malformed(type.getName() + " is no enum");
        }
        return type;
    }

    /** Goes over the shape of a class, which must be {@code shape}. */
    void expectShape(NamedClass named, byte[] shape) throws UnreadableValue {
        if (named.shaped) {
            return;
        }
        int end = position + shape.length;
        if (end > limit || !Arrays.equals(buffer, position, end, shape, 0, shape.length)) {
            throw new UnreadableValue(
                    "class " + named.type.getName() + " has other fields here than where it was written");
        }
        position = end;
        named.shaped = true;
    }

    int getInt() {
        return rawInt() ^ Integer.MIN_VALUE;
    }

    long getLong() {
        return rawLong() ^ Long.MIN_VALUE;
    }

    float getFloat() {
        int bits = rawInt();
        return Float.intBitsToFloat(bits ^ (~bits >> 31 | Integer.MIN_VALUE));
    }

    double getDouble() {
        long bits = rawLong();
        return Double.longBitsToDouble(bits ^ (~bits >> 63 | Long.MIN_VALUE));
    }

    int rawShort() {
        require(2);
        int value = (buffer[position] & 0xff) << 8 | buffer[position + 1] & 0xff;
        position += 2;
        return value;
    }

    int rawInt() {
        require(4);
        int value = (int) INTS.get(buffer, position);
        position += 4;
        return value;
    }

    long rawLong() {
        require(8);
        long value = (long) LONGS.get(buffer, position);
        position += 8;
        return value;
    }

    long compact() throws UnreadableValue {
        int header = readByteUnsigned();
        boolean negative = header < 0x80;
        int bytes = negative ? 0x7f - header : header - 0x80;
        if (bytes > 8) {
            throw UnreadableValue.malformed("number");
        }
        long value = negative ? -1 : 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | readByteUnsigned();
        }
        return value;
    }

    /** A length of bytes that are really there. */
    int byteLength(int unit) throws UnreadableValue {
        int count = readVarInt(true);
        if (count < 0 || (long) count * unit > limit - position) {
            throw UnreadableValue.malformed("length");
        }
        return count;
    }

    String text() throws UnreadableValue {
        byte[] bytes = buffer;
        int start = position;
        int at = start;
        while (at < limit && bytes[at] > 1) {
            at++;
        }
        if (at < limit && bytes[at] == 0) {
            position = at + 1;
            return new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
        }
        return anyText(start, at);
    }

    private String anyText(int start, int plainEnd) throws UnreadableValue {
        var text = new StringBuilder(plainEnd - start + 16);
        text.append(new String(buffer, start, plainEnd - start, StandardCharsets.ISO_8859_1));
        position = plainEnd;
        for (int b = readByteUnsigned(); b != 0; b = readByteUnsigned()) {
            text.append(unit(b));
        }
        return text.toString();
    }

    private char unit(int lead) throws UnreadableValue {
        int c;
        if (lead == 1) {
            c = readByteUnsigned() - 1;
            if (c != 0 && c != 1) {
                throw UnreadableValue.malformed("text");
            }
        } else if (lead < 0x80) {
            c = lead;
        } else if (lead >= 0xc2 && lead < 0xe0) {
            c = (lead & 0x1f) << 6 | continuation();
        } else if (lead >= 0xe0 && lead < 0xf0) {
            c = (lead & 0xf) << 12 | continuation() << 6 | continuation();
            if (c < 0x800) {
                throw UnreadableValue.malformed("text");
            }
        } else {
            throw UnreadableValue.malformed("text");
        }
        return (char) c;
    }

    private int continuation() throws UnreadableValue {
        int b = readByteUnsigned();
        if ((b & 0xc0) != 0x80) {
            throw UnreadableValue.malformed("text");
        }
        return b & 0x3f;
    }
}
