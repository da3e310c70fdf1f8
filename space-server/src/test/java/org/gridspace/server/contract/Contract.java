package org.gridspace.server.contract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jini.space.JavaSpace05;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What the contracts of a space share. A subclass says how to get an empty space. */
@Timeout(60)
abstract class Contract {
    static final long MINUTE = 60_000;

    final ExecutorService threads = Executors.newCachedThreadPool();

    /** An empty space; the same one each time within a test. */
    protected abstract JavaSpace05 space();

    /** Another space. */
    protected abstract JavaSpace05 otherSpace();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @SuppressWarnings("unchecked")
    static <T> T copy(T original) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
