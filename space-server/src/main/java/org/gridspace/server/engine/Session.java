package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectRBTreeMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectSortedMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One client's standing with the space: what it waits for, its transactions, and a receipt for each outcome with an effect
 * that it has not acknowledged.
 */
final class Session {
    private static final long[] NOT_RESTORABLE = {};

    private final long number;
    private final SessionId id;
    private final long leaseMillis;
    private final EngineLimits limits;
    private long expiresAtMillis;
    private boolean attached = true;
    private final Long2ObjectRBTreeMap<Receipt> receipts = new Long2ObjectRBTreeMap<>();
    private final SequenceRanges finished = new SequenceRanges(); // beyond the floor
    private long floor;
    private long receiptBytes;
    private final Long2ObjectRBTreeMap<Wait> waits = new Long2ObjectRBTreeMap<>();
    private final TreeMap<Long, Transaction> transactions = new TreeMap<>();
    private final LongOpenHashSet undecided = new LongOpenHashSet();
    private final EventQueue events;

    /** An outcome, and until when each entry in it goes back into the space should the session end. */
    private record Receipt(Outcome outcome, long[] restoreUntilMillis, long bytes) {}

    /** An entry that a session took and never acknowledged. */
    record Unacknowledged(Outcome.FoundEntry entry, long expiresAtMillis) {}

    Session(long number, SessionId id, long leaseMillis, EngineLimits limits) {
        this.number = number;
        this.id = id;
        this.leaseMillis = leaseMillis;
        this.limits = limits;
        this.events = new EventQueue(limits);
    }

    long number() {
        return number;
    }

    SessionId id() {
        return id;
    }

    long leaseMillis() {
        return leaseMillis;
    }

    long expiresAtMillis() {
        return expiresAtMillis;
    }

    void renew(long nowMillis) {
        expiresAtMillis = SpaceTime.after(nowMillis, leaseMillis);
    }

    boolean isAttached() {
        return attached;
    }

    void attach(boolean toClient) {
        attached = toClient;
    }

    /** Whether it has as many open outcomes as it may have. */
    boolean isFull() {
        return receipts.size() + waits.size() + undecided.size() >= limits.receiptsASession()
                || receiptBytes >= limits.receiptBytesASession();
    }

    /** Whether the client has said that it is done with that request. */
    boolean isFinished(long sequence) {
        return sequence <= floor || finished.contains(sequence);
    }

    /** The outcome that is kept for a request, or null. */
    @Nullable
    Outcome receipt(long sequence) {
        Receipt receipt = receipts.get(sequence);
        return receipt == null ? null : receipt.outcome();
    }

    void keep(long sequence, Outcome outcome) {
        put(sequence, outcome, NOT_RESTORABLE);
    }

    /** Keeps a take without a transaction: should the session end, the entry goes back. */
    void keepTaken(long sequence, Outcome.Found found, long expiresAt) {
        put(sequence, found, new long[] {expiresAt});
    }

    /** Keeps a batch taken without a transaction: should the session end, its entries go back. */
    void keepTaken(long sequence, Outcome.FoundBatch found, long[] expiries) {
        put(sequence, found, expiries);
    }

    void acknowledge(long newFloor, long[] above) {
        floor = Math.max(floor, newFloor);
        while (!receipts.isEmpty() && receipts.firstLongKey() <= floor) {
            drop(receipts.firstLongKey());
        }
        finished.removeUpTo(floor);
        for (long sequence : above) {
            if (sequence > floor && finished.count() < limits.receiptsASession()) {
                drop(sequence);
                finished.add(sequence);
            }
        }
    }

    /** Taken entries that nobody is known to have, by their age. */
    List<Unacknowledged> unacknowledgedTakes() {
        var open = new ArrayList<Unacknowledged>();
        for (Receipt receipt : receipts.values()) {
            long[] until = receipt.restoreUntilMillis();
            if (until.length > 0) {
                List<Outcome.FoundEntry> entries = entriesOf(receipt.outcome());
                for (int i = 0; i < until.length; i++) {
                    open.add(new Unacknowledged(entries.get(i), until[i]));
                }
            }
        }
        open.sort(Comparator.comparingLong(take -> take.entry().entryId()));
        return open;
    }

    /** What it has not been told, or has not acknowledged. */
    EventQueue events() {
        return events;
    }

    /** Whether the request with that number is blocked, or about a transaction whose outcome isn't known yet. */
    boolean waitsFor(long sequence) {
        boolean blocked = !waits.isEmpty() && sequence <= waits.lastLongKey() && waits.containsKey(sequence);
        return blocked || undecided.contains(sequence);
    }

    /** Its blocked requests by sequence number. */
    Long2ObjectRBTreeMap<Wait> waits() {
        return waits;
    }

    /** Its transactions by number. */
    TreeMap<Long, Transaction> transactions() {
        return transactions;
    }

    /** Requests about transactions whose outcome isn't known yet. */
    LongOpenHashSet undecided() {
        return undecided;
    }

    /** The kept outcomes by sequence number. */
    Long2ObjectSortedMap<Outcome> receipts() {
        var outcomes = new Long2ObjectRBTreeMap<Outcome>();
        receipts.forEach((sequence, receipt) -> outcomes.put((long) sequence, receipt.outcome()));
        return outcomes;
    }

    long receiptBytes() {
        return receiptBytes;
    }

    private void put(long sequence, Outcome outcome, long[] restoreUntil) {
        long bytes = bytesOf(outcome);
        receipts.put(sequence, new Receipt(outcome, restoreUntil, bytes));
        receiptBytes += bytes;
    }

    private void drop(long sequence) {
        Receipt receipt = receipts.remove(sequence);
        receiptBytes -= receipt == null ? 0 : receipt.bytes();
    }

    /** How much an outcome weighs: what in it has no small bound. */
    static long bytesOf(Outcome outcome) {
        if (outcome instanceof Outcome.Found found) {
            return found.fields().length;
        } else if (outcome instanceof Outcome.WrittenBatch written) {
            return 2L * Long.BYTES * written.entryIds().length;
        } else if (outcome instanceof Outcome.Committed committed) {
            return (long) Long.BYTES * committed.entryIds().length;
        }
        long bytes = 0;
        for (Outcome.FoundEntry entry : entriesOf(outcome)) {
            bytes += Batch.OVERHEAD_BYTES + entry.fields().length;
        }
        return bytes;
    }

    private static List<Outcome.FoundEntry> entriesOf(Outcome outcome) {
        if (outcome instanceof Outcome.Found found) {
            return List.of(new Outcome.FoundEntry(found.entryId(), found.typeId(), found.fields()));
        } else if (outcome instanceof Outcome.FoundBatch batch) {
            return batch.entries();
        }
        return outcome instanceof Outcome.ContentsPage page ? page.entries() : List.of();
    }
}
