package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;

/** Entries on their way into one answer, as many as it may have. */
final class Batch {
    /** What an entry costs in an answer beside its fields, in bytes. */
    static final int OVERHEAD_BYTES = 32;

    private final long mostEntries;
    private final long mostBytes;
    private final List<Outcome.FoundEntry> entries = new ArrayList<>();
    private final LongArrayList expiries = new LongArrayList();
    private long bytes;

    Batch(long wanted, EngineLimits limits) {
        mostEntries = Math.min(wanted, limits.batchEntries());
        mostBytes = limits.batchBytes();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean isFull() {
        return entries.size() >= mostEntries;
    }

    /** Whether an entry with these fields goes in; the first one always does. */
    boolean hasRoomFor(byte[] fields) {
        return !isFull() && (entries.isEmpty() || bytes + OVERHEAD_BYTES + fields.length <= mostBytes);
    }

    void add(Outcome.FoundEntry entry, long expiresAtMillis) {
        entries.add(entry);
        expiries.add(expiresAtMillis);
        bytes += OVERHEAD_BYTES + entry.fields().length;
    }

    List<Outcome.FoundEntry> entries() {
        return List.copyOf(entries);
    }

    /** When the leases of the entries end, in their order. */
    long[] expiries() {
        return expiries.toLongArray();
    }
}
