package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongList;
import it.unimi.dsi.fastutil.longs.LongLists;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What transactions do with one entry: one wrote it and has not committed, one took it, or several have read it. */
final class EntryLock {
    private @Nullable Transaction writer;
    private @Nullable Transaction taker;
    private final LongArrayList readers = new LongArrayList(1);

    void writtenBy(@Nullable Transaction transaction) {
        writer = transaction;
    }

    void takenBy(@Nullable Transaction transaction) {
        taker = transaction;
    }

    /** Adds a reader that is not one yet. */
    void readBy(Transaction transaction) {
        readers.add(transaction.id());
    }

    void releaseReader(Transaction transaction) {
        readers.rem(transaction.id());
    }

    /** Tells the transaction that wrote the entry, if it has not committed. */
    void ifWritten(Consumer<Transaction> action) {
        if (writer != null) {
            action.accept(writer);
        }
    }

    @Nullable
    Transaction writer() {
        return writer;
    }

    @Nullable
    Transaction taker() {
        return taker;
    }

    /** Numbers of the transactions that have read it. */
    LongList readers() {
        return LongLists.unmodifiable(readers);
    }

    /** Whether the entry is held back by another transaction than that one. */
    boolean isHeldFrom(@Nullable Transaction transaction) {
        return writer != null && writer != transaction || taker != null && taker != transaction;
    }

    /** Whether nobody else has read it. */
    boolean isReadByNoneBut(@Nullable Transaction transaction) {
        return readers.isEmpty()
                || readers.size() == 1 && transaction != null && readers.getLong(0) == transaction.id();
    }

    boolean isFree() {
        return writer == null && taker == null && readers.isEmpty();
    }
}
