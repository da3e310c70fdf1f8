package org.gridspace.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.gridspace.wire.Request;
import org.gridspace.wire.RequestCodec;
import org.gridspace.wire.WireWriter;

/**
 * What is to be sent on one connection. Whoever comes while nobody writes becomes the writer and writes what others add
 * meanwhile; a writer that finds the socket full leaves the rest to the client's thread. Thread-safe; the two buffers change
 * places under the lock, writing happens outside of it.
 */
final class Outbox {
    private static final int KEPT_CAPACITY = 64 << 10;
    /** The JDK keeps a direct buffer as large as the largest write for each thread that writes. */
    private static final int SLICE_BYTES = 64 << 10;

    private final SocketChannel channel;
    private WireWriter gathering = new WireWriter(4096);
    private WireWriter leaving = new WireWriter(4096);
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private boolean writing;
    /** Written under the lock. */
    private volatile boolean attended;

    private volatile long lastWriteNanos = System.nanoTime();
    private volatile long lastAddedNanos = System.nanoTime();

    Outbox(SocketChannel channel) {
        this.channel = channel;
    }

    /** Adds a request, to be sent by the next {@link #flush}. */
    synchronized void add(Request request) {
        RequestCodec.write(request, gathering);
        lastAddedNanos = System.nanoTime();
    }

    /** Whether somebody has promised to send what was added. */
    boolean isAttended() {
        return attended;
    }

    /** When the last write began. */
    long lastWriteNanos() {
        return lastWriteNanos;
    }

    /** When something was last added. */
    long lastAddedNanos() {
        return lastAddedNanos;
    }

    /** The calling thread promises to call {@link #flushAndLeave} soon: others only add until then, and leave in one write. */
    synchronized void attend() {
        attended = true;
    }

    /** Ends what {@link #attend} began, and writes what there is. Answers as {@link #flush} does. */
    boolean flushAndLeave() throws IOException {
        synchronized (this) {
            attended = false;
            if (writing || gathering.size() == 0) {
                return true;
            }
            writing = true;
        }
        return resume();
    }

    /**
     * Writes what there is, unless another thread is at it and will do it.
     *
     * @return false if the socket is full: {@link #resume} is to be called when it no longer is
     */
    boolean flush() throws IOException {
        synchronized (this) {
            if (writing || attended || gathering.size() == 0) {
                return true;
            }
            writing = true;
        }
        return resume();
    }

    /** Goes on after {@link #flush} or this method has answered false. */
    boolean resume() throws IOException {
        while (next()) {
            while (rest.hasRemaining()) {
                if (!writeSlice()) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean writeSlice() throws IOException {
        int end = rest.limit();
        rest.limit(Math.min(end, rest.position() + SLICE_BYTES));
        try {
            channel.write(rest);
            return !rest.hasRemaining();
        } finally {
            rest.limit(end);
        }
    }

    /** Makes what has gathered the rest to be written; false if there is nothing more, and nobody is the writer then. */
    private synchronized boolean next() {
        if (rest.hasRemaining()) {
            return true;
        }
        if (gathering.size() == 0) {
            writing = false;
            return false;
        }
        WireWriter full = gathering;
        gathering = leaving;
        gathering.reset(KEPT_CAPACITY);
        leaving = full;
        lastWriteNanos = System.nanoTime();
        rest = full.view();
        return true;
    }
}
