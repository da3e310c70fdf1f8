package org.gridspace.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A worker process that is started again when it dies, until it is closed; not if it dies again and again before it was
 * ever ready, since it can't run here then. It ends by itself at the end of its standard input, so that it doesn't outlive
 * this process however that ends. Its output goes to the log.
 *
 * <p>Thread-safe; restarts happen on the scheduler's thread.
 */
final class KeptProcess implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(KeptProcess.class);
    private static final Duration HEALTHY = Duration.ofSeconds(30);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);
    private static final String READY = "READY ";
    private static final int MOST_STILLBIRTHS = 3;

    private final String name;
    private final List<String> command;
    private final ScheduledExecutorService scheduler;
    private final Backoff backoff = new Backoff(HEALTHY);
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private volatile String lastLine = "it said nothing";
    private int stillbirths; // confined to the scheduler
    private @Nullable Process process;
    private volatile long startedNanos;
    private boolean closed;

    /** Prepares {@code command}, called {@code name} in the log; {@link #start} starts it. */
    KeptProcess(String name, List<String> command, ScheduledExecutorService scheduler) {
        this.name = name;
        this.command = List.copyOf(command);
        this.scheduler = scheduler;
    }

    /** Starts the process for the first time. */
    synchronized void start() throws IOException {
        if (closed) {
            return;
        }
        startedNanos = System.nanoTime();
        Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
        process = started;
        var reader = new Thread(() -> read(started), "gridspace-output-" + name);
        reader.setDaemon(true);
        reader.start();
        started.onExit().thenAcceptAsync(this::died, scheduler);
    }

    /** The first READY line of the first process that got that far; fails if none will. */
    CompletableFuture<String> ready() {
        return ready;
    }

    /** The process that runs now; one that died may not have been replaced yet. */
    synchronized @Nullable ProcessHandle handle() {
        return process == null ? null : process.toHandle();
    }

    /** Tells the process to end; {@link #close} waits for it. */
    void beginClose() {
        Process last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        if (last != null) {
            try {
                last.getOutputStream().close();
            } catch (IOException e) {
                LOG.debug("{} had closed its input already", name, e);
            }
        }
    }

    @Override
    public void close() {
        beginClose();
        Process last;
        synchronized (this) {
            last = process;
        }
        if (last == null) {
            return;
        }
        List<ProcessHandle> children = last.descendants().toList();
        try {
            if (!last.waitFor(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} didn't end within {} s; killing it", name, ENDS_WITHIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        last.descendants().forEach(ProcessHandle::destroyForcibly);
        last.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private void died(Process dead) {
        if (isClosed()) {
            return;
        }
        if (!ready.isDone() && ++stillbirths == MOST_STILLBIRTHS) {
            LOG.error("{} ended with {} before it was ready, {} times; giving up", name, dead.exitValue(), stillbirths);
            ready.completeExceptionally(new IOException(name + " ends with " + dead.exitValue() + ": " + lastLine));
            return;
        }
        long lived = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        long wait = backoff.afterDeath(lived);
        scheduler.schedule(() -> replace(dead.exitValue(), lived), wait, TimeUnit.MILLISECONDS);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void replace(int exitCode, long livedMillis) {
        if (isClosed()) {
            return;
        }
        LOG.warn("{} ended with {} after {} ms; starting another one", name, exitCode, livedMillis);
        try {
            start();
        } catch (IOException e) {
            LOG.error("{} can't be started again", name, e);
        }
    }

    private void read(Process from) {
        try (var lines = new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(READY)) {
                    LOG.info("{}: {}", name, line);
                    ready.complete(line);
                } else {
                    lastLine = line;
                    LOG.warn("{}: {}", name, line);
                }
            }
        } catch (IOException e) {
            LOG.debug("output of {} ended", name, e);
        }
    }
}
