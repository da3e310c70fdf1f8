package org.gridspace.child.protocol;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames: four bytes of length, big endian, which count what follows; one byte of type; the body. Confined to one
 * thread. Memory is taken as bytes arrive, not as a length promises.
 */
public final class FrameInput {
    private final InputStream in;

    /** Reads from a stream, which should be buffered. */
    public FrameInput(InputStream in) {
        this.in = in;
    }

    /**
     * The next frame, or null at the end of the stream.
     *
     * @param maxLength the longest that its length may say
     * @throws BadFrame if it is longer, of no known type, or cut off
     */
    public @Nullable Frame next(int maxLength) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int length = first << 24 | more() << 16 | more() << 8 | more();
        if (length < 1 || length > maxLength) {
            throw new BadFrame(
                    "a frame of " + Integer.toUnsignedString(length) + " bytes where " + maxLength + " are allowed");
        }
        int number = more();
        FrameType type = FrameType.numbered(number);
        if (type == null) {
            throw new BadFrame("a frame of unknown type " + number);
        }
        byte[] body = in.readNBytes(length - 1);
        if (body.length < length - 1) {
            throw new BadFrame("a frame is cut off");
        }
        return new Frame(type, body);
    }

    private int more() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new BadFrame("a frame is cut off");
        }
        return b;
    }
}
