package org.gridspace.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import net.jini.space.JavaSpace05;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread blocked in take is interrupted at random moments while another one writes: nothing is lost, nothing comes twice. */
@Timeout(120)
public abstract class InterruptContract {
    private static final int INTERRUPTS = 10_000;
    private static final long SEED = 7;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger interrupted = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();
    private final List<Integer> taken = new ArrayList<>();

    /** An empty space; the same one each time within a test. */
    protected abstract JavaSpace05 space();

    @Test
    void take_interruptedTenThousandTimes_losesNothing() throws Exception {
        JavaSpace05 space = space();
        var taker = new Thread(() -> take(space), "taker");
        taker.start();
        var writer = new Thread(() -> write(space), "writer");
        writer.start();
        interrupt(taker);
        taker.join();
        writer.join();
        for (Entry rest = space.take(new Note(), null, 0); rest != null; rest = space.take(new Note(), null, 0)) {
            taken.add(((Note) rest).number);
        }
        assertThat(interrupted.get()).isEqualTo(INTERRUPTS);
        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, written.get()).boxed().toList());
    }

    private void interrupt(Thread taker) {
        var random = new Random(SEED);
        while (!over.get()) {
            LockSupport.parkNanos(random.nextInt(1_500_000));
            taker.interrupt();
        }
    }

    private void take(JavaSpace05 space) {
        try {
            while (interrupted.get() < INTERRUPTS) {
                try {
                    taken.add(((Note) space.take(new Note("job", null), null, Long.MAX_VALUE)).number);
                    if (Thread.interrupted()) {
                        interrupted.incrementAndGet();
                    }
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                }
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            over.set(true);
        }
    }

    private void write(JavaSpace05 space) {
        var random = new Random(SEED);
        try {
            while (!over.get()) {
                space.write(new Note("job", written.get()), null, Lease.FOREVER);
                written.incrementAndGet();
                LockSupport.parkNanos(random.nextInt(500_000));
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
