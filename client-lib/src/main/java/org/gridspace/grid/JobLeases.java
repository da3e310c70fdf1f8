package org.gridspace.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import net.jini.core.lease.UnknownLeaseException;
import org.gridspace.client.SpaceClient;
import org.gridspace.client.SpaceLease;
import org.gridspace.job.ResultEntry;
import org.gridspace.job.TaskLease;

/**
 * Keeps what a job has in the space alive while its master lives: see {@code org.gridspace.job} for how long and how
 * often. {@link #tick} runs on the grid's lease thread and never blocks; the other methods are called from anywhere.
 */
final class JobLeases {
    private static final int MAX_RENEWALS_A_TICK = 2000;

    private final SpaceClient client;
    private final UUID job;
    private final long leaseMillis;
    private final ConcurrentLinkedQueue<Standing> standing = new ConcurrentLinkedQueue<>();
    private final AtomicInteger renewalsOut = new AtomicInteger();
    private final Consumer<SubmittedTask> onLost;
    private volatile boolean over;

    /** An entry of the job itself. Its time is confined to the lease thread after its creation. */
    private static final class Standing {
        final SpaceLease lease;
        long renewedAtNanos = System.nanoTime();

        Standing(SpaceLease lease) {
            this.lease = lease;
        }
    }

    /** @param onLost hears of a task that is neither in the space, nor held, nor has left a result */
    JobLeases(SpaceClient client, UUID job, long leaseMillis, Consumer<SubmittedTask> onLost) {
        this.client = client;
        this.job = job;
        this.leaseMillis = leaseMillis;
        this.onLost = onLost;
    }

    /** How often {@link #tick} is due, in milliseconds. */
    long tickMillis() {
        return Math.min(1000, leaseMillis / 8);
    }

    /** The lease of a task that is written now, when so many are unfinished. */
    long taskLeaseMillis(int unfinished) {
        return TaskLease.millis(leaseMillis, unfinished);
    }

    /** From now on this is renewed, until {@link #cancelAll}. */
    void keep(SpaceLease lease) {
        standing.add(new Standing(lease));
        if (over) {
            cancelAll();
        }
    }

    /** Renews what is due, of the job and of its unfinished tasks. */
    void tick(Iterable<SubmittedTask> unfinished, int count) {
        long now = System.nanoTime();
        for (Standing entry : standing) {
            if (now - entry.renewedAtNanos >= leaseMillis * 1_000_000 / 3) {
                entry.renewedAtNanos = now;
                entry.lease.renewAsync(leaseMillis);
            }
        }
        long taskLeaseMillis = taskLeaseMillis(count);
        for (SubmittedTask task : unfinished) {
            if (renewalsOut.get() >= MAX_RENEWALS_A_TICK) {
                return; // the rest comes with the next tick, well before its lease ends
            }
            SpaceLease due = task.due(now);
            if (due != null) {
                renew(task, due, taskLeaseMillis);
            } else if (task.isMissing(now, 2 * tickMillis() * 1_000_000)) {
                lookForResult(task);
            }
        }
    }

    private void renew(SubmittedTask task, SpaceLease lease, long millis) {
        long sentAt = System.nanoTime();
        task.leased(lease, sentAt, millis);
        renewalsOut.incrementAndGet();
        lease.renewAsync(millis).whenComplete((done, failure) -> {
            renewalsOut.decrementAndGet();
            if (failure != null && isUnknownLease(failure)) {
                task.missing(sentAt);
            }
        });
    }

    private static boolean isUnknownLease(Throwable failure) {
        return failure instanceof UnknownLeaseException
                || (failure instanceof CompletionException && failure.getCause() instanceof UnknownLeaseException);
    }

    /** The entry is gone for good: usually since its result has just come, and is among those being read. */
    private void lookForResult(SubmittedTask task) {
        ResultEntry template = ResultEntry.template(job);
        template.number = task.number();
        task.missing(System.nanoTime());
        client.readIfExists(template, 0).future().whenComplete((Optional<ResultEntry> found, Throwable failure) -> {
            if (failure == null && found.isEmpty()) {
                onLost.accept(task);
            }
        });
    }

    /** Gives up all leases of the job itself; completes when the space knows, or can't be told. */
    CompletableFuture<Void> cancelAll() {
        over = true;
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (Standing entry = standing.poll(); entry != null; entry = standing.poll()) {
            answers.add(entry.lease.cancelAsync().exceptionally(gone -> null));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
    }
}
