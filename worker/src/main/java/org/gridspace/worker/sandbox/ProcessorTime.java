package org.gridspace.worker.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processor time of a process and of what it started, read from {@code /proc}. Confined to one thread. The
 * descendants are looked up once: a child starts no more processes after it is ready.
 */
final class ProcessorTime {
    private final ProcessHandle outermost;
    private List<ProcessHandle> processes = List.of();

    ProcessorTime(ProcessHandle outermost) {
        this.outermost = outermost;
    }

    /** The sum so far, in nanoseconds; of processes that have ended it knows nothing more. */
    long nanos() {
        if (processes.isEmpty()) {
            processes =
                    Stream.concat(Stream.of(outermost), outermost.descendants()).toList();
        }
        long sum = 0;
        for (ProcessHandle process : processes) {
            sum += process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
        }
        return sum;
    }
}
