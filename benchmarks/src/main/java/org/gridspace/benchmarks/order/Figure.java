package org.gridspace.benchmarks.order;

/** What a measurement yields, with its unit. */
public enum Figure {
    /** Calls a second. */
    OPERATIONS("op/s", true),
    /** Entries a second that went through the space. */
    ENTRIES("entries/s", true),
    /** Transactions a second. */
    TRANSACTIONS("tx/s", true),
    /** Threads woken a second. */
    WAKE_UPS("wake-ups/s", true),
    /** Tasks a second, from the first write to the last result. */
    TASKS("task/s", true),
    /** Median of all calls, in microseconds. */
    P50("p50 µs", false),
    /** 99 of 100 calls are faster, in microseconds. */
    P99("p99 µs", false),
    /** Median of the writes, in microseconds. */
    WRITE_P50("write p50 µs", false),
    /** Median of the takes, in microseconds. */
    TAKE_P50("take p50 µs", false),
    /** Heap of the server for each entry, in bytes. */
    HEAP("B/entry", false);

    private final String text;
    private final boolean higherIsBetter;

    Figure(String text, boolean higherIsBetter) {
        this.text = text;
        this.higherIsBetter = higherIsBetter;
    }

    /** The unit, and what of it. */
    public String text() {
        return text;
    }

    /** How many times as good {@code ours} is as {@code theirs}. */
    public double ratio(double ours, double theirs) {
        return higherIsBetter ? ours / theirs : theirs / ours;
    }
}
