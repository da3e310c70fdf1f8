package org.gridspace.console.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Something that is closed when the process is told to end, if not before: SIGTERM and SIGINT run the JVM's shutdown hooks,
 * and one of them closes it. The hook gives up waiting after {@link #CLOSE_WITHIN}, so that the process is gone within the
 * five seconds that users rely on.
 *
 * <p>Thread-safe; closed once, by whoever comes first.
 *
 * @param <T> what it is
 */
final class ClosedAtExit<T extends AutoCloseable> implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(ClosedAtExit.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(4);

    private final T resource;
    private final Thread hook = new Thread(this::atExit, "gridspace-shutdown");
    private boolean closed; // guarded by this
    private volatile boolean exiting;

    private ClosedAtExit(T resource) {
        this.resource = resource;
    }

    /** From now on {@code resource} is closed at the end of the process. */
    static <T extends AutoCloseable> ClosedAtExit<T> of(T resource) {
        var closing = new ClosedAtExit<T>(resource);
        Runtime.getRuntime().addShutdownHook(closing.hook);
        return closing;
    }

    /** What is closed. */
    T get() {
        return resource;
    }

    /**
     * Returns at once, unless the process is ending: then never. Called when something failed, since what fails while
     * everything is being closed is no news to the user.
     */
    void stayIfExiting() throws InterruptedException {
        if (exiting) {
            new CountDownLatch(1).await();
        }
    }

    @Override
    public void close() {
        if (!exiting) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                LOG.debug("the process is ending already", e);
            }
        }
        closeOnce();
    }

    private void atExit() {
        exiting = true;
        var done = new CountDownLatch(1);
        var closer = new Thread(
                () -> {
                    closeOnce();
                    done.countDown();
                },
                "gridspace-close");
        closer.setDaemon(true);
        closer.start();
        try {
            if (!done.await(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("not closed within {} s; ending all the same", CLOSE_WITHIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The second one waits for the first: the process must not end in the middle of it. */
    private synchronized void closeOnce() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("closing failed", e);
        }
    }
}
