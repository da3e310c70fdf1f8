package org.gridspace.child.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds one frame after the other and writes each with one call. Confined to one thread. */
public final class FrameOutput {
    private static final int HEADER = 5;
    private static final int KEPT = 1 << 16;

    private final OutputStream out;
    private byte[] buffer = new byte[512];
    private int length;

    /** Writes to a stream, which need not be buffered. */
    public FrameOutput(OutputStream out) {
        this.out = out;
    }

    /** Begins a frame; what was begun and not sent is dropped. */
    public FrameOutput begin(FrameType type) {
        length = HEADER;
        buffer[4] = (byte) type.ordinal();
        return this;
    }

    /** Adds a number. */
    public FrameOutput number(int number) {
        room(4);
        putNumber(length, number);
        length += 4;
        return this;
    }

    /** Adds a number of 64 bits. */
    public FrameOutput bigNumber(long number) {
        return number((int) (number >>> 32)).number((int) number);
    }

    /** Adds bytes with their length; null is told apart from none. */
    public FrameOutput bytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            return number(-1);
        }
        return number(bytes.length).rest(bytes, bytes.length);
    }

    /** Adds a text; null is told apart from "". */
    public FrameOutput text(@Nullable String text) {
        return bytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds bytes without their length: the last field of a frame. */
    public FrameOutput rest(byte[] bytes, int count) {
        room(count);
        System.arraycopy(bytes, 0, buffer, length, count);
        length += count;
        return this;
    }

    /** Writes the frame. */
    public void send() throws IOException {
        putNumber(0, length - 4);
        out.write(buffer, 0, length);
        out.flush();
        if (buffer.length > KEPT) {
            buffer = new byte[512];
        }
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(length, more)));
        }
    }

    private void putNumber(int at, int number) {
        buffer[at] = (byte) (number >>> 24);
        buffer[at + 1] = (byte) (number >>> 16);
        buffer[at + 2] = (byte) (number >>> 8);
        buffer[at + 3] = (byte) number;
    }
}
