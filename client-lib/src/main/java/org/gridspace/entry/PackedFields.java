package org.gridspace.entry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one entry or template in one byte array: for each field of its {@link EntryType}, in order, an unsigned
 * LEB128 integer that is 0 for a null (in a template: a wildcard) and otherwise the length of the value's encoding plus
 * one, followed by that encoding. Two values are equal exactly when these bytes are.
 *
 * <p>Static functions over arrays that the caller owns; none keeps or changes its argument.
 */
public final class PackedFields {
    /** Most bytes of one packed entry: 8 MiB. */
    public static final int MAX_BYTES = 8 << 20;

    private PackedFields() {}

    /** Packs values in field order; null stays null. */
    public static byte[] pack(byte[] @Nullable [] values) {
        long size = 0;
        for (byte @Nullable [] value : values) {
            size += value == null ? 1 : varintSize(value.length + 1) + (long) value.length;
        }
        byte[] packed = new byte[requireFits(size)];
        int at = 0;
        for (byte @Nullable [] value : values) {
            if (value == null) {
                packed[at++] = 0;
            } else {
                at = putVarint(packed, at, value.length + 1);
                System.arraycopy(value, 0, packed, at, value.length);
                at += value.length;
            }
        }
        return packed;
    }

    /**
     * Packs values that stand one after the other in {@code source}, from its beginning.
     *
     * @param ends where each value ends; one that ends where it begins is null, as no value is encoded in no bytes
     */
    public static byte[] pack(byte[] source, int[] ends) {
        long size = 0;
        int start = 0;
        for (int end : ends) {
            size += end == start ? 1 : varintSize(end - start + 1) + (long) (end - start);
            start = end;
        }
        byte[] packed = new byte[requireFits(size)];
        int at = 0;
        start = 0;
        for (int end : ends) {
            int length = end - start;
            at = putVarint(packed, at, length == 0 ? 0 : length + 1);
            System.arraycopy(source, start, packed, at, length);
            at += length;
            start = end;
        }
        return packed;
    }

    /**
     * Takes values apart again.
     *
     * @throws IllegalArgumentException if {@code packed} isn't exactly {@code count} well-formed fields
     */
    public static byte[] @Nullable [] unpack(byte[] packed, int count) {
        validate(packed, count);
        byte[] @Nullable [] values = new byte[count][];
        int at = 0;
        for (int i = 0; i < count; i++) {
            int start = valueStart(packed, at);
            int end = next(packed, at);
            values[i] = start < 0 ? null : Arrays.copyOfRange(packed, start, end);
            at = end;
        }
        return values;
    }

    /**
     * Checks bytes that came from elsewhere; the other functions here rely on it.
     *
     * @throws IllegalArgumentException if {@code packed} isn't exactly {@code count} well-formed fields
     */
    public static void validate(byte[] packed, int count) {
        long at = 0;
        for (int i = 0; i < count; i++) {
            long value = 0;
            int shift = 0;
            int b;
            int width = 0;
            do {
                if (at >= packed.length || width == 5) {
                    throw malformed();
                }
                b = packed[(int) at++];
                value |= (long) (b & 0x7f) << shift;
                shift += 7;
                width++;
            } while (b < 0);
            if (width > 1 && b == 0) {
                throw malformed(); // one encoding a length, or equal values could have unequal bytes
            }
            at += Math.max(0, value - 1);
            if (at > packed.length) {
                throw malformed();
            }
        }
        if (at != packed.length) {
            throw malformed();
        }
    }

    /** Where the field after the one at {@code at} begins. */
    public static int next(byte[] packed, int at) {
        int header = getVarint(packed, at);
        return header == 0 ? at + 1 : at + varintSize(header) + header - 1;
    }

    /** Where the value of the field at {@code at} begins (it ends at {@link #next}), or -1 if the field is null. */
    public static int valueStart(byte[] packed, int at) {
        int header = getVarint(packed, at);
        return header == 0 ? -1 : at + varintSize(header);
    }

    private static int getVarint(byte[] packed, int at) {
        int b = packed[at];
        if (b >= 0) {
            return b;
        }
        int value = b & 0x7f;
        int shift = 7;
        int position = at;
        do {
            b = packed[++position];
            value |= (b & 0x7f) << shift;
            shift += 7;
        } while (b < 0);
        return value;
    }

    private static int putVarint(byte[] packed, int at, int value) {
        int position = at;
        int rest = value;
        while (rest > 0x7f) {
            packed[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        packed[position++] = (byte) rest;
        return position;
    }

    private static int varintSize(int value) {
        return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
    }

    private static int requireFits(long size) {
        if (size > MAX_BYTES) {
            throw new IllegalArgumentException("an entry of " + size + " bytes; at most " + MAX_BYTES + " fit");
        }
        return (int) size;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("malformed fields");
    }
}
