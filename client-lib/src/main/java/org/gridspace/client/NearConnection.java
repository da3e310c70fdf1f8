package org.gridspace.client;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;

/**
 * A connection to a space in the same process: two lists instead of a socket. Everything mutable is guarded by the monitor, in
 * which requests are handed over, too, so that they keep their order; nothing blocks in it.
 */
final class NearConnection implements Connection {
    private final NearSpace.Line line;
    private final List<Request> outgoing = new ArrayList<>();
    private List<Reply> incoming = new ArrayList<>();
    private boolean woken;
    private boolean closed;
    private long heardAtNanos = System.nanoTime();
    private long spokeAtNanos = heardAtNanos;

    /**
     * Connects.
     *
     * @throws java.rmi.ConnectException if the space is closed
     */
    NearConnection(NearSpace space) throws IOException {
        this.line = space.connect(this::arrived);
    }

    /** Called by the space's thread. */
    private synchronized void arrived(Reply reply) {
        incoming.add(reply);
        heardAtNanos = System.nanoTime();
        notifyAll();
    }

    @Override
    public synchronized void add(Request request) {
        outgoing.add(request);
        spokeAtNanos = System.nanoTime();
    }

    @Override
    public synchronized void flush() {
        if (!outgoing.isEmpty() && !closed) {
            line.send(List.copyOf(outgoing));
            outgoing.clear();
        }
    }

    @Override
    public void flushSoon() {
        flush();
    }

    @Override
    public synchronized void awaitInput(long nanos) {
        flush();
        long start = System.nanoTime();
        long left = nanos;
        try {
            while (incoming.isEmpty() && !woken && !closed && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = nanos - (System.nanoTime() - start);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        woken = false;
    }

    @Override
    public void leave() {
        flush();
    }

    @Override
    public synchronized void wakeUp() {
        woken = true;
        notifyAll();
    }

    @Override
    public synchronized void receive() throws EOFException {
        if (closed) {
            throw new EOFException("the connection was closed");
        }
    }

    @Override
    public synchronized List<Reply> replies() {
        List<Reply> arrived = incoming;
        incoming = new ArrayList<>();
        return arrived;
    }

    @Override
    public synchronized long heardAtNanos() {
        return heardAtNanos;
    }

    @Override
    public synchronized long spokeAtNanos() {
        return spokeAtNanos;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    @Override
    public void dispose() {
        close();
        line.close();
    }
}
