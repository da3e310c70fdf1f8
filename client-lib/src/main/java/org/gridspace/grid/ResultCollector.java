package org.gridspace.grid;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gridspace.client.PendingMatch;
import org.gridspace.client.SpaceClient;
import org.gridspace.job.ResultEntry;
import org.jspecify.annotations.Nullable;

/**
 * Takes a job's results out of the space: {@value #PENDING} takes are always out, so that results stream in without a round
 * trip each; a thread of its own reads what came. As a take is asked for again only when its last result has been read, no
 * more than {@value #PENDING} unread results are ever here. Thread-safe.
 */
final class ResultCollector {
    private static final System.Logger LOG = System.getLogger(ResultCollector.class.getName());
    private static final int PENDING = 32;

    private static final long RETRY_MILLIS = 500;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Failures further apart belong to two outages. */
    private static final long OUTAGE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final SpaceClient client;
    private final ResultEntry template;
    private final Function<ResultEntry, @Nullable Runnable> arrival;
    private final Consumer<Throwable> onBroken;
    private final Set<PendingMatch<ResultEntry>> pending = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Thread thread;
    private long failedAtNanos = System.nanoTime() - 2 * OUTAGE_NANOS; // confined to the thread, as the next
    private long outageSinceNanos;
    private volatile boolean stopped;

    /**
     * @param arrival told of each result as soon as it is here, on the client's thread; answers what is to be done with it on
     *     the results thread, or null if nothing
     * @param onBroken hears of it, perhaps more than once, when results couldn't be taken for 10 seconds and more
     */
    ResultCollector(
            SpaceClient client,
            UUID job,
            String jobName,
            Function<ResultEntry, @Nullable Runnable> arrival,
            Consumer<Throwable> onBroken) {
        this.client = client;
        this.template = ResultEntry.template(job);
        this.arrival = arrival;
        this.onBroken = onBroken;
        this.thread = new Thread(this::run, "gridspace-results-" + jobName);
        thread.setDaemon(true);
    }

    /** Begins; once only. */
    void start() {
        thread.start();
        for (int i = 0; i < PENDING; i++) {
            ask();
        }
    }

    private void ask() {
        if (stopped) {
            return;
        }
        PendingMatch<ResultEntry> match = client.take(template, Long.MAX_VALUE);
        pending.add(match);
        match.future().whenComplete((found, failure) -> answered(match, found, failure));
        if (stopped) {
            match.withdraw();
        }
    }

    private void answered(
            PendingMatch<ResultEntry> match, @Nullable Optional<ResultEntry> found, @Nullable Throwable failure) {
        pending.remove(match);
        if (found != null && found.isPresent()) {
            Runnable reading = arrival.apply(found.get());
            if (reading != null) {
                inbox.add(reading);
            }
            inbox.add(this::ask);
        } else if (!stopped) {
            if (failure == null) {
                inbox.add(this::ask);
            } else {
                inbox.add(() -> retry(failure));
            }
        }
    }

    /** A lost session costs no result: what it had taken and not acknowledged is back in the space. So ask again for a while. */
    private void retry(Throwable failure) {
        long now = System.nanoTime();
        if (now - failedAtNanos > OUTAGE_NANOS) {
            outageSinceNanos = now;
        }
        failedAtNanos = now;
        if (now - outageSinceNanos > PATIENCE_NANOS) {
            onBroken.accept(failure);
        } else {
            CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS, inbox::add)
                    .execute(this::ask);
        }
    }

    private void run() {
        try {
            while (!stopped) {
                runOne(inbox.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody else interrupts this thread: it ends
        }
    }

    private static void runOne(Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a result could not be handed over", e);
        }
    }

    /** Takes no further results. Those that arrived are still handed to {@code arrival}. */
    void stop() {
        stopped = true;
        inbox.add(() -> {}); // wakes the thread
        pending.forEach(PendingMatch::withdraw);
    }
}
