package org.gridspace.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing byte array that frames are written into, one after the other. Integers are unsigned LEB128 in their shortest form
 * unless their name says otherwise. Confined to one thread at a time.
 */
public final class WireWriter {
    private static final int LENGTH_BYTES = 4;

    private byte[] bytes;
    private int size;

    /** An empty writer with room for this many bytes. */
    public WireWriter(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /** How many bytes have been written. */
    public int size() {
        return size;
    }

    /** A copy of what has been written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** What has been written, without a copy: valid until the next write. */
    public ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    /** Forgets everything written, and the array too if it has grown beyond {@code keptCapacity}. */
    public void reset(int keptCapacity) {
        size = 0;
        if (bytes.length > keptCapacity) {
            bytes = new byte[keptCapacity];
        }
    }

    /** Begins a frame; the result is for {@link #endFrame}. */
    int beginFrame() {
        ensure(LENGTH_BYTES);
        size += LENGTH_BYTES;
        return size;
    }

    /** Ends the frame begun at {@code start}: its length is written in front of it. */
    void endFrame(int start) {
        int length = size - start;
        if (length > WireLimits.FRAME_BYTES) {
            size = start - LENGTH_BYTES;
            throw new IllegalArgumentException(
                    "a message of " + length + " bytes; at most " + WireLimits.FRAME_BYTES + " fit");
        }
        bytes[start - 4] = (byte) (length >>> 24);
        bytes[start - 3] = (byte) (length >>> 16);
        bytes[start - 2] = (byte) (length >>> 8);
        bytes[start - 1] = (byte) length;
    }

    /** Writes one byte. */
    void u8(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /** Writes two bytes, most significant first. */
    void u16(int value) {
        u8(value >>> 8);
        u8(value);
    }

    /** Writes four bytes, most significant first. */
    void u32(int value) {
        u16(value >>> 16);
        u16(value);
    }

    /** Writes eight bytes, most significant first. */
    void u64(long value) {
        u32((int) (value >>> 32));
        u32((int) value);
    }

    /** Writes a number that isn't negative, in 1 to 9 bytes. */
    void number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a negative number: " + value);
        }
        ensure(9);
        long rest = value;
        while (rest > 0x7f) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes a length and that many bytes. */
    void bytes(byte[] value) {
        number(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** Writes a string: its length in UTF-8, and that. */
    void string(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    private void ensure(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, (int)
                    Math.min(Integer.MAX_VALUE - 8, Math.max(size + (long) more, bytes.length * 2L)));
        }
    }
}
