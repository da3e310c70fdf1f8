package org.gridspace.codec;

import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Function;
import org.gridspace.entry.PackedFields;
import org.jspecify.annotations.Nullable;

/**
 * Writes values in canonical form into a buffer of its own. Numbers are written so that their bytes, compared unsigned,
 * are ordered as they are.
 *
 * <p>Class names are written once a scope and then referred to by their place among the scope's names. A value is a scope,
 * and so is each element of a set or map that has no order of its own: these are sorted by their bytes, which therefore
 * mustn't depend on where they come to stand.
 *
 * <p>Confined to one thread at a time; used again and again.
 */
final class ValueWriter extends Output {
    /** Deepest nesting of arrays, collections and objects. */
    static final int MAX_DEPTH = 256;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int INITIAL_BYTES = 1024;
    private static final int KEPT_BYTES = 64 << 10;

    private final Function<Class<?>, Form> forms;
    private final Object[] path = new Object[MAX_DEPTH];
    private int depth;
    private Class<?>[] names = new Class<?>[8];
    private boolean[] shaped = new boolean[8];
    private int nameBase;
    private int nameCount;
    private boolean busy;

    ValueWriter(Function<Class<?>, Form> forms) {
        super(INITIAL_BYTES, PackedFields.MAX_BYTES);
        this.forms = forms;
    }

    /** Takes the writer for one use, or doesn't because it is in use, as when a {@code writeObject} packs an entry. */
    boolean begin() {
        boolean free = !busy;
        busy = true;
        return free;
    }

    /** Makes the writer blank again; a buffer that has grown large isn't kept. */
    void end() {
        busy = false;
        position = 0;
        forget();
        if (buffer.length > KEPT_BYTES) {
            setBuffer(new byte[INITIAL_BYTES], PackedFields.MAX_BYTES);
        }
    }

    /** Cuts off what was written after {@code start}, as if it had not been. */
    void rewind(int start) {
        position = start;
        forget();
    }

    private void forget() {
        Arrays.fill(path, 0, depth, null);
        Arrays.fill(names, null);
        depth = 0;
        nameBase = 0;
        nameCount = 0;
    }

    /**
     * Writes a value as a scope of its own.
     *
     * @throws NoTree if it contains itself, or is nested more than {@value #MAX_DEPTH} levels deep
     */
    void putScoped(@Nullable Object value) {
        int outer = nameBase;
        nameBase = nameCount;
        putValue(value);
        nameCount = nameBase;
        nameBase = outer;
    }

    /** Writes a value, {@code null} too. */
    void putValue(@Nullable Object value) {
        if (value == null) {
            writeByte(Tag.NULL);
        } else {
            forms.apply(value.getClass()).write(this, value);
        }
    }

    /** Goes into an object that contains others; each is followed by {@link #leave}. */
    void enter(Object container) {
        if (depth == MAX_DEPTH) {
            throw NoTree.INSTANCE;
        }
        for (int i = 0; i < depth; i++) {
            if (path[i] == container) {
                throw NoTree.INSTANCE;
            }
        }
        path[depth++] = container;
    }

    void leave() {
        path[--depth] = null;
    }

    /** Writes which class it is. */
    void putClass(Class<?> type) {
        nameOf(type);
    }

    /** Writes which class it is and, the first time in a scope, its shape. */
    void putShape(Class<?> type, byte[] shape) {
        int index = nameOf(type);
        if (!shaped[index]) {
            shaped[index] = true;
            writeBytes(shape);
        }
    }

    private int nameOf(Class<?> type) {
        for (int i = nameBase; i < nameCount; i++) {
            if (names[i] == type) {
                writeVarInt(i - nameBase + 1, true);
                return i;
            }
        }
        if (nameCount == names.length) {
            names = Arrays.copyOf(names, nameCount * 2);
            shaped = Arrays.copyOf(shaped, nameCount * 2);
        }
        names[nameCount] = type;
        shaped[nameCount] = false;
        writeByte(0);
        putText(type.getName());
        return nameCount++;
    }

    void putInt(int value) {
        putRawInt(value ^ Integer.MIN_VALUE);
    }

    void putLong(long value) {
        putRawLong(value ^ Long.MIN_VALUE);
    }

    void putFloat(float value) {
        int bits = Float.floatToIntBits(value);
        putRawInt(bits ^ (bits >> 31 | Integer.MIN_VALUE));
    }

    void putDouble(double value) {
        long bits = Double.doubleToLongBits(value);
        putRawLong(bits ^ (bits >> 63 | Long.MIN_VALUE));
    }

    void putRawShort(int value) {
        require(2);
        buffer[position++] = (byte) (value >> 8);
        buffer[position++] = (byte) value;
    }

    void putRawInt(int value) {
        require(4);
        INTS.set(buffer, position, value);
        position += 4;
    }

    void putRawLong(long value) {
        require(8);
        LONGS.set(buffer, position, value);
        position += 8;
    }

    /** Writes an integer of any size in as few bytes as order allows: how many follow, and these. */
    void putCompact(long value) {
        long bits = value < 0 ? ~value : value;
        int bytes = (71 - Long.numberOfLeadingZeros(bits)) / 8;
        writeByte(value < 0 ? 0x7f - bytes : 0x80 + bytes);
        require(bytes);
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            buffer[position++] = (byte) (value >> shift);
        }
    }

    /**
     * Writes text in the order of {@link String#compareTo}: each UTF-16 unit by itself in the manner of UTF-8 (so that a
     * surrogate needs no partner), U+0000 and U+0001 as 01 01 and 01 02, and 00 at the end.
     */
    void putText(String text) {
        int length = text.length();
        require(length < Integer.MAX_VALUE ? length + 1 : length);
        byte[] bytes = buffer;
        int at = position;
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (c < 2 || c > 0x7f) {
                break;
            }
            bytes[at++] = (byte) c;
            i++;
        }
        position = at;
        for (; i < length; i++) {
            putUnit(text.charAt(i));
        }
        writeByte(0);
    }

    private void putUnit(char c) {
        require(3);
        if (c < 2) {
            buffer[position++] = 1;
            buffer[position++] = (byte) (c + 1);
        } else if (c < 0x80) {
            buffer[position++] = (byte) c;
        } else if (c < 0x800) {
            buffer[position++] = (byte) (0xc0 | c >> 6);
            buffer[position++] = (byte) (0x80 | c & 0x3f);
        } else {
            buffer[position++] = (byte) (0xe0 | c >> 12);
            buffer[position++] = (byte) (0x80 | c >> 6 & 0x3f);
            buffer[position++] = (byte) (0x80 | c & 0x3f);
        }
    }

    /** A graph that no tree of values can stand for, or too deep a one; a signal, without a stack trace. */
    static final class NoTree extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final NoTree INSTANCE = new NoTree();

        private NoTree() {
            super("cyclic or deep", null, false, false);
        }
    }
}
