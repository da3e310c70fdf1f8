package com.sun.jini.reggie;

import com.sun.jini.reliableLog.ReliableLog;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.jini.config.Configuration;
import net.jini.core.lookup.ServiceRegistrar;
import org.jspecify.annotations.NullMarked;

/**
 * Reggie started from a {@link Configuration} object instead of a file, persistent or not. Thread-safe, as Reggie is.
 *
 * <p>Reggie knows one way to end: {@code destroy()}, which also deletes what it has stored. {@link #stop} ends it the same
 * way but takes its log away before, so that a persistent one finds its registrations again.
 */
@NullMarked
public final class EmbeddedRegistrar extends RegistrarImpl {
    private final CountDownLatch ended;

    private EmbeddedRegistrar(Configuration configuration, boolean persistent, CountDownLatch ended) throws Exception {
        super(configuration, persistent, service -> {
            ended.countDown();
            return true;
        });
        this.ended = ended;
    }

    /**
     * Starts Reggie.
     *
     * @param persistent whether it keeps its registrations in the directory {@code persistenceDirectory} of the
     *     configuration
     * @throws IOException if it can't listen or its data can't be read
     */
    public static EmbeddedRegistrar start(Configuration configuration, boolean persistent) throws IOException {
        try {
            return new EmbeddedRegistrar(configuration, persistent, new CountDownLatch(1));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The lookup service doesn't start: " + e.getMessage(), e);
        }
    }

    /** The proxy that clients get by discovery; usable in this process, too. */
    public ServiceRegistrar registrar() throws IOException {
        return (ServiceRegistrar) getServiceProxy();
    }

    /**
     * Ends the service and keeps what a persistent one has stored.
     *
     * @return whether everything has ended within the time
     */
    public boolean stop(long timeoutMillis) throws IOException, InterruptedException {
        ReliableLog log = takeLog();
        destroy();
        boolean complete = ended.await(timeoutMillis, TimeUnit.MILLISECONDS);
        if (log != null) {
            log.close();
        }
        return complete;
    }

    private ReliableLog takeLog() throws IOException {
        try {
            Field field = RegistrarImpl.class.getDeclaredField("log");
            field.setAccessible(true);
            ReliableLog log = (ReliableLog) field.get(this);
            field.set(this, null);
            return log;
        } catch (ReflectiveOperationException e) {
            throw new IOException("Reggie's log is out of reach, its data would be deleted", e);
        }
    }
}
