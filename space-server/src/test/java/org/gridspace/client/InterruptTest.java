package org.gridspace.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import org.gridspace.server.net.Limits;
import org.gridspace.server.net.SpaceServer;
import org.gridspace.server.net.SpaceServerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread blocked in take is interrupted at random moments while another one writes: nothing is lost, nothing comes twice. */
@Timeout(120)
class InterruptTest {
    private static final int INTERRUPTS = 10_000;
    private static final long SEED = 7;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger interrupted = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();
    private final List<Integer> taken = new ArrayList<>();

    @Test
    void take_interruptedTenThousandTimes_losesNothing() throws Exception {
        try (SpaceServer server = SpaceServer.start(
                new SpaceServerConfig("interrupt", "127.0.0.1", 0, UUID.randomUUID(), Limits.standard()))) {
            var space = new RemoteSpace(server.address());
            var taker = new Thread(() -> take(space), "taker");
            taker.start();
            var writer = new Thread(() -> write(space), "writer");
            writer.start();
            interrupt(taker);
            taker.join();
            writer.join();
            for (Entry rest = space.take(new Marker(), null, 0);
                    rest != null;
                    rest = space.take(new Marker(), null, 0)) {
                taken.add(((Marker) rest).number);
            }
            assertThat(interrupted.get()).isEqualTo(INTERRUPTS);
            assertThat(taken)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, written.get()).boxed().toList());
            space.client().close();
        }
    }

    private void interrupt(Thread taker) {
        var random = new Random(SEED);
        while (!over.get()) {
            LockSupport.parkNanos(random.nextInt(1_500_000));
            taker.interrupt();
        }
    }

    private void take(RemoteSpace space) {
        while (interrupted.get() < INTERRUPTS) {
            try {
                taken.add(((Marker) space.take(new Marker("job", null), null, Long.MAX_VALUE)).number);
                if (Thread.interrupted()) {
                    interrupted.incrementAndGet();
                }
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        over.set(true);
    }

    private void write(RemoteSpace space) {
        var random = new Random(SEED);
        try {
            while (!over.get()) {
                space.write(new Marker("job", written.get()), null, Lease.FOREVER);
                written.incrementAndGet();
                LockSupport.parkNanos(random.nextInt(500_000));
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
