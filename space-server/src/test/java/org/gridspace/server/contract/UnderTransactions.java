package org.gridspace.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionFactory;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.space.JavaSpace;
import net.jini.space.JavaSpace05;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What the contracts of operations under transactions share. A subclass says which spaces and which manager. */
@Timeout(60)
abstract class UnderTransactions {
    protected static final long MINUTE = 60_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** An empty space; the same one each time within a test. */
    protected abstract JavaSpace05 space();

    /** Another space. */
    protected abstract JavaSpace05 otherSpace();

    /** A manager; the same one each time within a test. */
    protected abstract TransactionManager manager();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    protected Transaction begin() throws Exception {
        return begin(MINUTE).transaction;
    }

    protected Transaction.Created begin(long lease) throws Exception {
        return TransactionFactory.create(manager(), lease);
    }

    protected static Note note(int number) {
        return new Note("a", number);
    }

    protected Note read(Transaction transaction) throws Exception {
        return (Note) space().read(new Note("a", null), transaction, JavaSpace.NO_WAIT);
    }

    protected Note take(Transaction transaction) throws Exception {
        return (Note) space().take(new Note("a", null), transaction, JavaSpace.NO_WAIT);
    }

    protected <T> Future<T> later(Callable<T> call) {
        return threads.submit(call);
    }

    /** Waits until a request is blocked in the space: it has been sent, and an answer would have come before that of a later one. */
    protected void settle() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(space().read(new Note("nothing of that name", null), null, 1))
                    .isNull();
        }
    }
}
