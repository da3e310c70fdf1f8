package org.gridspace.console.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Keeps a service alive from its READY line to the signal that ends the process. SIGTERM and SIGINT run the JVM's shutdown
 * hooks; the one made here closes the service and gives up waiting for it after {@link #CLOSE_WITHIN}, so that the process
 * is gone within the five seconds that users rely on.
 */
final class ServiceLife {
    private static final Logger LOG = LogManager.getLogger(ServiceLife.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(4);

    private ServiceLife() {}

    /** Closes {@code service} when the process is told to end. */
    static void closeAtExit(AutoCloseable service) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeInTime(service), "gridspace-shutdown"));
    }

    /** Prints the READY line and blocks until the process ends. */
    static int serve(PrintWriter out, String ready) throws InterruptedException {
        out.println("READY " + ready);
        out.flush();
        new CountDownLatch(1).await();
        throw new AssertionError("unreachable");
    }

    private static void closeInTime(AutoCloseable service) {
        var closed = new CountDownLatch(1);
        var closer = new Thread(
                () -> {
                    close(service);
                    closed.countDown();
                },
                "gridspace-close");
        closer.setDaemon(true);
        closer.start();
        try {
            if (!closed.await(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("not closed within {} s; ending all the same", CLOSE_WITHIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable service) {
        try {
            service.close();
        } catch (Exception e) {
            LOG.warn("closing failed", e);
        }
    }
}
