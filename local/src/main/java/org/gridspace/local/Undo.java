package org.gridspace.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Closes what has been started so far, last first, unless the whole start succeeds. Confined to one thread. */
final class Undo implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Undo.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    /** Remembers {@code part}. */
    <T extends AutoCloseable> T later(T part) {
        started.push(part);
        return part;
    }

    /** Forgets all: they are in use now. */
    void keep() {
        started.clear();
    }

    @Override
    public void close() {
        for (AutoCloseable part : started) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("closing after a failed start failed", e);
            }
        }
    }
}
