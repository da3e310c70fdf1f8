package org.gridspace.child;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a job prints: goes to the worker by standard error until a bound, and is dropped from there. Thread-safe. */
final class CapturedOutput extends OutputStream {
    private static final byte[] FULL =
            "\n[what is printed from here is dropped: the policy's output limit is reached]\n"
                    .getBytes(StandardCharsets.UTF_8);

    private final FileOutputStream out;
    private long room;

    CapturedOutput(FileOutputStream out, long room) {
        this.out = out;
        this.room = room;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (room < 0) {
            return;
        }
        int written = (int) Math.min(room, length);
        out.write(bytes, offset, written);
        room -= written;
        if (written < length) {
            room = -1;
            out.write(FULL);
        }
    }

    @Override
    public void close() {
        // the pipe stays open for whoever prints next
    }
}
