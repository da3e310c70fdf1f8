package org.gridspace.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** The worker processes of an embedded grid; a fixed number is kept alive. Thread-safe. */
final class WorkerFleet implements AutoCloseable {
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "gridspace-local-workers");
        thread.setDaemon(true);
        return thread;
    });
    private final List<KeptProcess> workers = new ArrayList<>();

    private WorkerFleet() {}

    /** Starts {@code count} processes of {@code command}, without waiting for them. */
    static WorkerFleet start(int count, List<String> command) throws IOException {
        var fleet = new WorkerFleet();
        try {
            for (int i = 1; i <= count; i++) {
                var worker = new KeptProcess("worker-" + i, command, fleet.scheduler);
                fleet.workers.add(worker);
                worker.start();
            }
        } catch (IOException e) {
            fleet.close();
            throw e;
        }
        return fleet;
    }

    /** Completes with the first worker that is ready; fails when none will ever be. */
    CompletableFuture<String> anyReady() {
        var any = new CompletableFuture<String>();
        var failed = new AtomicInteger();
        for (KeptProcess worker : workers) {
            worker.ready().whenComplete((line, failure) -> {
                if (failure == null) {
                    any.complete(line);
                } else if (failed.incrementAndGet() == workers.size()) {
                    any.completeExceptionally(failure);
                }
            });
        }
        return any;
    }

    /** The processes that run now. */
    List<ProcessHandle> handles() {
        return workers.stream()
                .map(KeptProcess::handle)
                .filter(Objects::nonNull)
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** Ends all processes, first by asking, and waits for them. */
    @Override
    public void close() {
        workers.forEach(KeptProcess::beginClose);
        workers.forEach(KeptProcess::close);
        scheduler.shutdownNow();
    }
}
