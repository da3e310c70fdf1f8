package org.gridspace.benchmarks.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;

/**
 * One thread wakes {@code threads} others, which sleep again at once, the last of them after waking the first; again and again for {@code
 * millis}. Blocking calls of several threads over one connection can't be faster than that: each ends with a wake-up.
 */
final class WakeUps implements Work {
    @Override
    public Map<Figure, Double> run(Connected to, Order order) {
        int threads = order.getInt("threads");
        long length = TimeUnit.MILLISECONDS.toNanos(order.get("millis"));
        var asleep = new AtomicInteger();
        Thread waker = Thread.currentThread();
        List<Sleeper> sleepers = Stream.generate(() -> new Sleeper(asleep, threads, waker))
                .limit(threads)
                .toList();
        sleepers.forEach(Thread::start);
        long rounds = 0;
        long start = System.nanoTime();
        long nanos;
        do {
            awaitAll(asleep, threads);
            asleep.set(0);
            sleepers.forEach(Sleeper::wake);
            rounds++;
            nanos = System.nanoTime() - start;
        } while (nanos < length);
        awaitAll(asleep, threads);
        sleepers.forEach(Sleeper::end);
        return Map.of(Figure.WAKE_UPS, rounds * threads * (double) TimeUnit.SECONDS.toNanos(1) / nanos);
    }

    private static void awaitAll(AtomicInteger asleep, int threads) {
        while (asleep.get() < threads) {
            LockSupport.park();
        }
    }

    /** A thread that says that it is about to sleep, and sleeps until it is woken. */
    private static final class Sleeper extends Thread {
        private final AtomicInteger asleep;
        private final int all;
        private final Thread waker;
        private volatile boolean woken;
        private volatile boolean ended;

        Sleeper(AtomicInteger asleep, int all, Thread waker) {
            super("gridspace-bench-sleeper");
            setDaemon(true);
            this.asleep = asleep;
            this.all = all;
            this.waker = waker;
        }

        @Override
        public void run() {
            while (!ended) {
                woken = false;
                if (asleep.incrementAndGet() == all) {
                    LockSupport.unpark(waker);
                }
                while (!woken) {
                    LockSupport.park();
                }
            }
        }

        void wake() {
            woken = true;
            LockSupport.unpark(this);
        }

        void end() {
            ended = true;
            wake();
        }
    }
}
