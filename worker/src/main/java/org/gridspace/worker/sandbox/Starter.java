package org.gridspace.worker.sandbox;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Starts all child processes from one thread that lives as long as they do: a process that asks to die with its parent
 * dies with the <em>thread</em> that started it. Thread-safe.
 */
final class Starter implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread starter = new Thread(task, "gridspace-sandbox-start");
        starter.setDaemon(true);
        return starter;
    });

    /** Starts a program with an empty environment, in the root directory. */
    Process start(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/"));
        builder.environment().clear();
        try {
            return thread.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw new IOException(command.get(0) + " can't be started: " + e.getCause(), e.getCause());
        } catch (RejectedExecutionException e) {
            throw new IOException("the sandbox is closed", e);
        }
    }

    /** Ends the thread, and with it every child that is still there. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
