package org.gridspace.benchmarks.client;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long calls took. Confined to one thread until it is added to another. */
final class Latencies {
    private static final int DIGITS = 3;
    private static final double HALF = 50;
    private static final double NEARLY_ALL = 99;
    private static final double NANOS_A_MICRO = TimeUnit.MICROSECONDS.toNanos(1);

    private final Histogram histogram = new Histogram(DIGITS);

    /** Records a call that began at {@code startNanos} and ends now; returns now. */
    long since(long startNanos) {
        long now = System.nanoTime();
        histogram.recordValue(Math.max(0, now - startNanos));
        return now;
    }

    /** Takes over what another one has. */
    void add(Latencies other) {
        histogram.add(other.histogram);
    }

    /** How many calls. */
    long count() {
        return histogram.getTotalCount();
    }

    /** The median in microseconds. */
    double p50() {
        return histogram.getValueAtPercentile(HALF) / NANOS_A_MICRO;
    }

    /** In microseconds. */
    double p99() {
        return histogram.getValueAtPercentile(NEARLY_ALL) / NANOS_A_MICRO;
    }
}
