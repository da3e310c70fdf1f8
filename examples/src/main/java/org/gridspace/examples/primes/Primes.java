package org.gridspace.examples.primes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.gridspace.examples.ProgressListener;
import org.gridspace.examples.Tasks;

/** The master: cuts the range into intervals, has them counted and adds up. Stateless, thread-safe. */
public final class Primes {
    /** The largest limit: beyond, a task's base primes would need much of a worker's memory. */
    public static final long MAX_LIMIT = 1_000_000_000_000_000L;

    private static final int INTERVALS = 64;
    private static final long LEAST_INTERVAL = 1 << 20;

    private Primes() {}

    /**
     * Counts the primes up to a limit.
     *
     * @param pool where the intervals are counted: threads of this process, or a grid's
     * @param limit the largest number looked at, 0 to {@link #MAX_LIMIT}
     * @throws ExecutionException when a task failed
     */
    public static long count(ExecutorService pool, long limit, ProgressListener progress)
            throws InterruptedException, ExecutionException {
        if (limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 0 to " + MAX_LIMIT + ", not " + limit);
        }
        long[] sum = {0};
        Tasks.run(pool, intervals(limit), (index, count) -> sum[0] += count, progress);
        return sum[0];
    }

    private static List<CountPrimes> intervals(long limit) {
        long length = Math.max(LEAST_INTERVAL, limit / INTERVALS + 1);
        List<CountPrimes> intervals = new ArrayList<>();
        for (long from = 0; from <= limit; from += length) {
            intervals.add(new CountPrimes(from, Math.min(from + length, limit + 1)));
        }
        return intervals;
    }
}
