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
    private static final long NOT_RESTORABLE = -1;

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

    /** An outcome, and until when an entry in it goes back into the space should the session end. */
    private record Receipt(Outcome outcome, long restoreUntilMillis) {
        long bytes() {
            return outcome instanceof Outcome.Found found ? found.fields().length : 0;
        }
    }

    /** An entry that a session took and never acknowledged. */
    record Unacknowledged(Outcome.Found entry, long expiresAtMillis) {}

    Session(long number, SessionId id, long leaseMillis, EngineLimits limits) {
        this.number = number;
        this.id = id;
        this.leaseMillis = leaseMillis;
        this.limits = limits;
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
        put(sequence, new Receipt(outcome, NOT_RESTORABLE));
    }

    /** Keeps a take without a transaction: should the session end, the entry goes back. */
    void keepTaken(long sequence, Outcome.Found found, long expiresAt) {
        put(sequence, new Receipt(found, expiresAt));
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

    /** Takes whose entries nobody is known to have, by age of the entry. */
    List<Unacknowledged> unacknowledgedTakes() {
        var open = new ArrayList<Unacknowledged>();
        for (Receipt receipt : receipts.values()) {
            if (receipt.restoreUntilMillis() != NOT_RESTORABLE && receipt.outcome() instanceof Outcome.Found found) {
                open.add(new Unacknowledged(found, receipt.restoreUntilMillis()));
            }
        }
        open.sort(Comparator.comparingLong(take -> take.entry().entryId()));
        return open;
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

    private void put(long sequence, Receipt receipt) {
        receipts.put(sequence, receipt);
        receiptBytes += receipt.bytes();
    }

    private void drop(long sequence) {
        Receipt receipt = receipts.remove(sequence);
        receiptBytes -= receipt == null ? 0 : receipt.bytes();
    }
}
