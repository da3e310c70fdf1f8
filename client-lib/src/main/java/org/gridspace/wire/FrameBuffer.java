package org.gridspace.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts received bytes together to frames. Its array grows with what has really arrived, never with what a length field
 * announces. Confined to one thread.
 */
public final class FrameBuffer {
    private static final int LENGTH_BYTES = 4;
    private static final int KEPT_CAPACITY = 64 << 10;
    private static final byte[] NONE = new byte[0];

    private byte[] bytes = NONE;
    private int start;
    private int end;

    /** Adds received bytes. Readers of earlier frames are no longer valid. */
    public void append(ByteBuffer received) {
        int length = received.remaining();
        makeRoom(length);
        received.get(bytes, end, length);
        end += length;
    }

    /** How many bytes are waiting. */
    public int size() {
        return end - start;
    }

    /** Gives back exactly {@code length} bytes that are not a frame, or null if they have not all arrived. */
    public @Nullable WireReader nextBytes(int length) {
        if (size() < length) {
            return null;
        }
        start += length;
        return new WireReader(bytes, start - length, length);
    }

    /**
     * The next whole frame, valid until the next {@link #append}; null if there is none yet.
     *
     * @param maxLength the longest frame that is allowed now
     * @throws WireFormatException if the next frame is empty or longer
     */
    public @Nullable WireReader nextFrame(int maxLength) throws WireFormatException {
        if (size() < LENGTH_BYTES) {
            return null;
        }
        int length = ByteBuffer.wrap(bytes, start, LENGTH_BYTES).getInt();
        if (length <= 0 || length > maxLength) {
            throw new WireFormatException("a frame of " + Integer.toUnsignedString(length) + " bytes; 1 to " + maxLength
                    + " are allowed here");
        }
        if (size() < LENGTH_BYTES + length) {
            return null;
        }
        start += LENGTH_BYTES + length;
        return new WireReader(bytes, start - length, length);
    }

    private void makeRoom(int length) {
        int size = size();
        if (size == 0 && (bytes.length > KEPT_CAPACITY || length > bytes.length)) {
            bytes = new byte[Math.max(length, 4096)];
            start = 0;
            end = 0;
        } else if (length > bytes.length - end) {
            if (length <= bytes.length - size && start > size) {
                System.arraycopy(bytes, start, bytes, 0, size);
            } else {
                byte[] larger =
                        new byte[(int) Math.min(Integer.MAX_VALUE - 8, Math.max(size + (long) length, size * 2L))];
                System.arraycopy(bytes, start, larger, 0, size);
                bytes = larger;
            }
            start = 0;
            end = size;
        }
    }

    @Override
    public String toString() {
        return "FrameBuffer" + Arrays.asList(start, end, bytes.length);
    }
}
