package org.gridspace.client;

import java.util.concurrent.CompletableFuture;

/**
 * A transaction of one space, held by this process: it ends with its lease or with the process's session. Thread-safe. For transactions
 * over several spaces use Jini's managers and the standard face.
 */
public interface TypedTransaction extends AutoCloseable {
    /** The space under this transaction: what it writes, takes and reads there others see when it is committed. */
    TypedSpace space();

    /**
     * Makes everything that was done under it permanent, at once.
     *
     * @throws org.gridspace.failure.TransactionEnded if it has ended: then nothing of it happened
     */
    void commit();

    /** {@link #commit} without waiting. To close the transaction meanwhile changes nothing of it. */
    CompletableFuture<Void> commitAsync();

    /** Undoes everything, unless it was committed. */
    @Override
    void close();
}
