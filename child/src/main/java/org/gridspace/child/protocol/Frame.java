package org.gridspace.child.protocol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One frame, read field by field in order. Confined to one thread. */
public final class Frame {
    private final FrameType type;
    private final ByteBuffer body;

    /** A frame whose body is the array, which is not copied. */
    public Frame(FrameType type, byte[] body) {
        this.type = type;
        this.body = ByteBuffer.wrap(body);
    }

    /** What it is about. */
    public FrameType type() {
        return type;
    }

    /** The next number. */
    public int number() throws BadFrame {
        try {
            return body.getInt();
        } catch (BufferUnderflowException e) {
            throw new BadFrame("a frame ends early");
        }
    }

    /** The next number of 64 bits. */
    public long bigNumber() throws BadFrame {
        try {
            return body.getLong();
        } catch (BufferUnderflowException e) {
            throw new BadFrame("a frame ends early");
        }
    }

    /** The next bytes, or null if the sender had none. */
    public byte @Nullable [] bytes() throws BadFrame {
        int length = number();
        if (length == -1) {
            return null;
        }
        if (length < 0 || length > body.remaining()) {
            throw new BadFrame("a frame names " + length + " bytes where it has " + body.remaining());
        }
        byte[] bytes = new byte[length];
        body.get(bytes);
        return bytes;
    }

    /** The next text, or null if the sender had none. */
    public @Nullable String textOrNull() throws BadFrame {
        byte[] bytes = bytes();
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The next text. */
    public String text() throws BadFrame {
        String text = textOrNull();
        if (text == null) {
            throw new BadFrame("a frame lacks a text");
        }
        return text;
    }

    /** Everything that is left. */
    public byte[] rest() {
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        return bytes;
    }

    /** Checks that nothing is left. */
    public void end() throws BadFrame {
        if (body.hasRemaining()) {
            throw new BadFrame("a frame has " + body.remaining() + " bytes too many");
        }
    }
}
