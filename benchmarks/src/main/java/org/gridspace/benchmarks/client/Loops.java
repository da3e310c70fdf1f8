package org.gridspace.benchmarks.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The same loop on several threads for a time.
 *
 * @param first latencies of the loop's first call, or of its whole body
 * @param second latencies of its second call
 * @param nanos from the common start to the end of the slowest
 */
record Loops(Latencies first, Latencies second, long nanos) {
    /** What a thread does until the deadline, recording its calls. */
    interface Body {
        /** One time round. */
        void once(Latencies first, Latencies second) throws Exception;
    }

    /** Makes the body of one thread. */
    interface Maker {
        /** Called on the thread itself, before the common start. */
        Body make(int thread) throws Exception;
    }

    /** Runs them and waits for all. */
    static Loops run(int threads, long millis, Maker maker) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads, Loops::daemon);
        try {
            var ready = new CountDownLatch(threads);
            var go = new CountDownLatch(1);
            List<Future<Loops>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                running.add(pool.submit(() -> one(maker, thread, ready, go, millis)));
            }
            ready.await();
            go.countDown();
            var all = new Loops(new Latencies(), new Latencies(), 0);
            for (Future<Loops> one : running) {
                all = all.plus(one.get());
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Loops one(Maker maker, int thread, CountDownLatch ready, CountDownLatch go, long millis)
            throws Exception {
        Body body;
        try {
            body = maker.make(thread);
        } finally {
            ready.countDown();
        }
        go.await();
        var first = new Latencies();
        var second = new Latencies();
        long start = System.nanoTime();
        long length = TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() - start < length) {
            body.once(first, second);
        }
        return new Loops(first, second, System.nanoTime() - start);
    }

    private Loops plus(Loops other) {
        first.add(other.first);
        second.add(other.second);
        return new Loops(first, second, Math.max(nanos, other.nanos));
    }

    /** So many of something, as a rate. */
    double perSecond(long count) {
        return count * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "gridspace-bench-loop");
        thread.setDaemon(true);
        return thread;
    }
}
