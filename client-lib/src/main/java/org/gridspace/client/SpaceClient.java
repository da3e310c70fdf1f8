package org.gridspace.client;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jini.core.entry.Entry;
import org.gridspace.entry.PackedEntry;
import org.jspecify.annotations.Nullable;

/** One session with one space. Thread-safe. */
public final class SpaceClient implements AutoCloseable {
    private SpaceClient() {}

    /** Connects and opens a session. */
    public static SpaceClient connect(SpaceAddress address) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Which space. */
    public SpaceAddress address() {
        throw new UnsupportedOperationException();
    }

    /** Writes an entry; the lease in milliseconds, {@code Lease.ANY} or {@code Lease.FOREVER}. */
    public CompletableFuture<EntryLease> write(Entry entry, long leaseMillis) {
        throw new UnsupportedOperationException();
    }

    /** Writes a packed entry. */
    public CompletableFuture<EntryLease> writePacked(PackedEntry entry, long leaseMillis) {
        throw new UnsupportedOperationException();
    }

    /** Reads a match, waiting for one. */
    public <E extends Entry> PendingMatch<E> read(@Nullable E template, long timeoutMillis) {
        throw new UnsupportedOperationException();
    }

    /** Reads a match that is there. */
    public <E extends Entry> PendingMatch<E> readIfExists(@Nullable E template, long timeoutMillis) {
        throw new UnsupportedOperationException();
    }

    /** Takes a match, waiting for one. */
    public <E extends Entry> PendingMatch<E> take(@Nullable E template, long timeoutMillis) {
        throw new UnsupportedOperationException();
    }

    /** Takes a match that is there. */
    public <E extends Entry> PendingMatch<E> takeIfExists(@Nullable E template, long timeoutMillis) {
        throw new UnsupportedOperationException();
    }

    /** Takes a match under a lease. */
    public <E extends Entry> PendingMatch<Held<E>> takeHeld(@Nullable E template, long timeoutMillis, long holdMillis) {
        throw new UnsupportedOperationException();
    }

    /** Reads a packed match. */
    public PendingMatch<PackedEntry> readPacked(PackedEntry template, long timeoutMillis) {
        throw new UnsupportedOperationException();
    }

    /** Takes a packed match. */
    public PendingMatch<PackedEntry> takePacked(PackedEntry template, long timeoutMillis) {
        throw new UnsupportedOperationException();
    }

    /** Visible entries by type. */
    public CompletableFuture<List<TypeCount>> census() {
        throw new UnsupportedOperationException();
    }

    /** Ends the session. */
    @Override
    public void close() {}
}
