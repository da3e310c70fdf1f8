package org.gridspace.client;

import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import net.jini.core.lease.Lease;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.space.MatchSet;
import org.gridspace.client.OpenContents.Item;
import org.gridspace.client.OpenContents.Page;
import org.gridspace.entry.PackedEntry;
import org.jspecify.annotations.Nullable;

/**
 * A match set: the entries that were visible when it was opened, oldest first, in pages. Without a transaction the next page is asked
 * for while the caller still has half of the last. Under one each entry is asked for when {@link #next} wants it, so that nothing
 * else is locked. Thread-safe: callers get different entries.
 */
final class RemoteMatchSet implements MatchSet {
    private final RemoteSpace space;
    private final OpenContents contents;
    private final Deque<Item> ready;
    /** The entry that was yielded last, or would have been had it been usable. */
    private long position;

    private long yieldable;
    private boolean last;
    private boolean exhausted;
    private @Nullable CompletableFuture<Page> ahead;
    private @Nullable PackedEntry yielded;
    private @Nullable NoSuchObjectException invalid;

    RemoteMatchSet(RemoteSpace space, OpenContents contents) {
        this.space = space;
        this.contents = contents;
        this.yieldable = contents.maxEntries();
        Page first = contents.first();
        this.ready = new ArrayDeque<>(first.items());
        this.last = first.last();
    }

    @Override
    public synchronized @Nullable Entry next() throws RemoteException, UnusableEntryException {
        PackedEntry packed = nextPacked();
        if (packed == null) {
            return null;
        }
        Entry entry = SpaceClients.codec().unpack(packed);
        yielded = packed;
        return entry;
    }

    /** As {@link #next}, packed; there is no snapshot of it. */
    synchronized @Nullable PackedEntry nextPacked() throws RemoteException {
        yielded = null;
        if (invalid != null) {
            throw new NoSuchObjectException(invalid.getMessage());
        }
        if (exhausted || yieldable == 0) {
            return null;
        }
        if (hasMaybeEnded()) {
            ready.clear(); // the space says whether it has, and these come again if not
            ahead = null;
            return read();
        }
        if (ready.isEmpty() && last && !contents.isUnderTransaction()) {
            exhausted = true;
            return null;
        }
        return ready.isEmpty() ? read() : pop();
    }

    private boolean hasMaybeEnded() {
        SpaceLease lease = contents.lease();
        return lease != null && (lease.isCancelled() || lease.getExpiration() <= System.currentTimeMillis());
    }

    private @Nullable PackedEntry read() throws RemoteException {
        CompletableFuture<Page> asked = ahead == null ? contents.after(position) : ahead;
        ahead = null;
        Page page;
        try {
            page = Outcomes.awaitLease(asked);
        } catch (UnknownLeaseException e) {
            ready.clear();
            invalid = new NoSuchObjectException("the match set has ended: " + e.getMessage());
            throw invalid;
        }
        SpaceLease lease = contents.lease();
        if (lease != null) {
            lease.renewedUntil(page.leaseEnds());
        }
        ready.addAll(page.items());
        last = page.last();
        if (ready.isEmpty()) {
            exhausted = true;
            return null;
        }
        return pop();
    }

    private PackedEntry pop() {
        Item item = ready.remove();
        position = item.entryId();
        yieldable--;
        if (!last && ahead == null && ready.size() <= OpenContents.PAGE / 2 && !contents.isUnderTransaction()) {
            ahead = contents.after(ready.isEmpty() ? position : ready.getLast().entryId());
        }
        return item.entry();
    }

    /** The number of the entry that {@link #next} removed last from the match set, usable or not. */
    synchronized long lastEntryId() {
        if (yieldable == contents.maxEntries()) {
            throw new IllegalStateException("next has yielded no entry so far");
        }
        return position;
    }

    @Override
    public @Nullable Lease getLease() {
        return contents.lease();
    }

    @Override
    public synchronized Entry getSnapshot() {
        if (yielded == null) {
            throw new IllegalStateException("the last call of next, if any, yielded no entry");
        }
        return space.snapshotOf(yielded);
    }
}
