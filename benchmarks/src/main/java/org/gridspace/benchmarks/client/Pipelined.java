package org.gridspace.benchmarks.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import net.jini.core.lease.Lease;
import net.jini.space.JavaSpace;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;
import org.gridspace.client.SpaceClient;
import org.jspecify.annotations.Nullable;

/**
 * One thread that doesn't wait for an answer before it asks the next: runs of {@code run} writes and as many takes for
 * {@code millis}. A space has up to {@code window} calls under way; Redis gets its commands in pipelines of one run.
 */
final class Pipelined implements Work {
    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        long length = TimeUnit.MILLISECONDS.toNanos(order.get("millis"));
        long start = System.nanoTime();
        long calls = to.isSpace() ? space(to, order, start, length) : redis(to, order, start, length);
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        return Map.of(Figure.OPERATIONS, calls / seconds);
    }

    private static long space(Connected to, Order order, long start, long length) throws Exception {
        SpaceClient client = to.client();
        var window = new Window(order.getInt("window"));
        Parcel entry = Parcel.numbered("k", 1);
        Parcel template = new Parcel();
        int run = order.getInt("run");
        long calls = 0;
        while (System.nanoTime() - start < length) {
            for (int i = 0; i < run; i++) {
                window.enter(client.write(entry, Lease.FOREVER));
            }
            for (int i = 0; i < run; i++) {
                window.enterMatch(client.take(template, JavaSpace.NO_WAIT).future());
            }
            calls += 2L * run;
        }
        window.drain();
        return calls;
    }

    private static long redis(Connected to, Order order, long start, long length) throws Exception {
        int run = order.getInt("run");
        long calls = 0;
        try (var connection = new RedisConnection(to.address())) {
            while (System.nanoTime() - start < length) {
                pipeline(connection, RedisLane.PUSH, run);
                pipeline(connection, RedisLane.POP, run);
                calls += 2L * run;
            }
        }
        return calls;
    }

    private static void pipeline(RedisConnection connection, byte[] command, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            connection.send(command);
        }
        connection.flush();
        for (int i = 0; i < times; i++) {
            if (connection.reply() == null) {
                throw new IllegalStateException("an element that was pushed isn't there");
            }
        }
    }

    /** The calls under way, a bounded number. Entered by one thread; completed by others. */
    static final class Window {
        private final int size;
        private final Semaphore free;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Window(int size) {
            this.size = size;
            free = new Semaphore(size);
        }

        /** Waits until there is room, for a call that begins now. The first failure is thrown at the next one. */
        void enter(CompletableFuture<?> call) throws InterruptedException {
            call.whenComplete((result, problem) -> done(problem));
            free.acquire();
            check();
        }

        /** The same for one that must find something. */
        void enterMatch(CompletableFuture<? extends Optional<?>> call) throws InterruptedException {
            call.whenComplete((result, problem) ->
                    done(problem == null && result.isEmpty() ? new IllegalStateException("found nothing") : problem));
            free.acquire();
            check();
        }

        /** Waits for all that are under way. */
        void drain() throws InterruptedException {
            free.acquire(size);
            check();
            free.release(size);
        }

        private void done(@Nullable Throwable problem) {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
            free.release();
        }

        private void check() {
            Throwable problem = failure.get();
            if (problem != null) {
                throw new IllegalStateException(problem);
            }
        }
    }
}
