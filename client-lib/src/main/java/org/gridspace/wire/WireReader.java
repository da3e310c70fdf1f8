package org.gridspace.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link WireWriter} wrote, from a slice of a byte array. Nothing is allocated before the bytes that justify it are
 * known to be there. Confined to one thread.
 */
public final class WireReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** Reads {@code length} bytes from {@code offset}; the array is not copied and must not change meanwhile. */
    public WireReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    /** How many bytes are left. */
    int remaining() {
        return end - at;
    }

    /** Checks that nothing is left. */
    void finish() throws WireFormatException {
        if (at != end) {
            throw new WireFormatException(remaining() + " bytes too many in a message");
        }
    }

    /** The next byte, which stays unread. */
    int peek() throws WireFormatException {
        require(1);
        return bytes[at] & 0xff;
    }

    int u8() throws WireFormatException {
        require(1);
        return bytes[at++] & 0xff;
    }

    int u16() throws WireFormatException {
        return u8() << 8 | u8();
    }

    int u32() throws WireFormatException {
        return u16() << 16 | u16();
    }

    long u64() throws WireFormatException {
        return (long) u32() << 32 | u32() & 0xffff_ffffL;
    }

    /** A number of up to 63 bits in its shortest form. */
    long number() throws WireFormatException {
        long value = 0;
        int shift = 0;
        int b;
        do {
            if (shift == 63) {
                throw new WireFormatException("a number of more than 63 bits");
            }
            b = u8();
            value |= (long) (b & 0x7f) << shift;
            shift += 7;
        } while (b > 0x7f);
        if (b == 0 && shift > 7) {
            throw new WireFormatException("a number that is not in its shortest form");
        }
        return value;
    }

    /** A number of at most {@code max}. */
    int number(int max, String what) throws WireFormatException {
        long value = number();
        if (value > max) {
            throw new WireFormatException(what + ": " + value + " is more than " + max);
        }
        return (int) value;
    }

    /** A count of things that take {@code minBytes} or more each, so that a count alone never makes anybody allocate. */
    int count(int max, int minBytes, String what) throws WireFormatException {
        int count = number(max, what);
        if ((long) count * minBytes > remaining()) {
            throw new WireFormatException(what + ": " + count + " don't fit into the frame");
        }
        return count;
    }

    byte[] bytes(int max, String what) throws WireFormatException {
        int length = number(max, what);
        require(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** A string of at most {@code maxChars} characters, in well-formed UTF-8. */
    String string(int maxChars, String what) throws WireFormatException {
        int length = number(maxChars * 3, what);
        require(length);
        at += length;
        String value;
        try {
            value = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, at - length, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WireFormatException(what + ": not UTF-8");
        }
        if (value.length() > maxChars) {
            throw new WireFormatException(what + ": more than " + maxChars + " characters");
        }
        return value;
    }

    /** A reader for the next {@code length} bytes, which this one skips. */
    WireReader slice(int length) throws WireFormatException {
        require(length);
        at += length;
        return new WireReader(bytes, at - length, length);
    }

    private void require(int length) throws WireFormatException {
        if (length > remaining()) {
            throw new WireFormatException("a message ends too early");
        }
    }
}
