package org.gridspace.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.jini.core.entry.Entry;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionException;
import net.jini.core.transaction.TransactionFactory;
import net.jini.entry.UnusableEntriesException;
import net.jini.space.JavaSpace;
import net.jini.space.JavaSpace05;
import net.jini.space.MatchSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * Base of a suite that knows a space only by the interfaces of {@code net.jini}: what the JavaSpaces, Entry, Lease, Distributed Event and Transaction
 * specifications promise, by the points of the project's list of what implementations get wrong. Test names begin with the point.
 *
 * <p>Transactions are ended with a time for the participants to hear of it: {@code abort()} alone returns when the manager has decided (TX.2.3), which
 * under Mahalo is before the space knows.
 *
 * <p>The suite was also run against Outrigger 2.2.3 with Mahalo 2.2.2. Where that one differs the specification's text decides, and the test says so.
 */
@Timeout(60)
abstract class Conformance {
    /** Nothing that is right takes that long. */
    static final long PATIENCE = 20_000;

    static final long MINUTE = 60_000;
    static final long NO_WAIT = JavaSpace.NO_WAIT;

    /** How long something has to stay as it is before a test believes that it does. */
    private static final long STILL_MILLIS = 150;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Transaction.Created> begun = Collections.synchronizedList(new ArrayList<>());

    /** Listeners of this test. */
    final Ears ears = new Ears();

    /** Whom to try; the same for all tests of a class. */
    abstract Subject subject();

    final JavaSpace05 space() {
        return subject().space();
    }

    @BeforeEach
    void emptyTheSpace() throws Exception {
        empty(space());
        empty(subject().otherSpace());
    }

    private static void empty(JavaSpace05 space) throws Exception {
        boolean more = true;
        while (more) {
            try {
                more = !space.take(anything(), null, NO_WAIT, 1_000).isEmpty();
            } catch (UnusableEntriesException e) {
                more = true; // what can't be read is gone all the same
            }
        }
    }

    @AfterEach
    void endEverything() {
        threads.shutdownNow();
        for (Transaction.Created each : begun) {
            try {
                each.transaction.abort(PATIENCE);
            } catch (TransactionException | java.rmi.RemoteException e) {
                continue; // it has ended in the test
            }
        }
        ears.close();
    }

    static Collection<Entry> anything() {
        return Collections.singleton(null);
    }

    static Token token(String key) {
        return new Token(key);
    }

    final Transaction begin() throws Exception {
        return begin(MINUTE).transaction;
    }

    final Transaction.Created begin(long leaseMillis) throws Exception {
        Transaction.Created created = TransactionFactory.create(subject().manager(), leaseMillis);
        begun.add(created);
        return created;
    }

    final <T> Future<T> async(Callable<T> call) {
        return threads.submit(call);
    }

    /** What a call in another thread brings. */
    static <T> T get(Future<T> call) throws Exception {
        return call.get(PATIENCE, TimeUnit.MILLISECONDS);
    }

    /** What a call in another thread fails with. */
    static Throwable failure(Future<?> call) throws Exception {
        try {
            Object value = get(call);
            throw new AssertionError("brought " + value);
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    /** The call doesn't return for now. */
    static void assertWaits(Future<?> call) {
        assertThatThrownBy(() -> call.get(STILL_MILLIS, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    final void write(Entry entry) throws Exception {
        write(entry, null);
    }

    final void write(Entry entry, Transaction transaction) throws Exception {
        space().write(entry, transaction, MINUTE);
    }

    final Entry read(Entry template) throws Exception {
        return space().read(template, null, NO_WAIT);
    }

    final Entry read(Entry template, Transaction transaction) throws Exception {
        return space().read(template, transaction, NO_WAIT);
    }

    final Entry take(Entry template) throws Exception {
        return space().take(template, null, NO_WAIT);
    }

    final Entry take(Entry template, Transaction transaction) throws Exception {
        return space().take(template, transaction, NO_WAIT);
    }

    final void assertEmpty() throws Exception {
        assertThat(read(null)).isNull();
    }

    /** Everything that is visible to a transaction or to none. */
    final List<Entry> all(Transaction transaction) throws Exception {
        return rest(space().contents(anything(), transaction, MINUTE, Long.MAX_VALUE));
    }

    static List<Entry> rest(MatchSet set) throws Exception {
        List<Entry> entries = new ArrayList<>();
        for (Entry next = set.next(); next != null; next = set.next()) {
            entries.add(next);
        }
        return entries;
    }

    /** The call takes so little time that it can't have waited for anything. */
    static <T> T atOnce(Callable<T> call) throws Exception {
        long start = System.nanoTime();
        T result = call.call();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(5_000);
        return result;
    }

    /** Bad input: refused with that exception, and the space is as empty as before. */
    final void assertRefused(Class<? extends Throwable> exception, ThrowingCallable call) throws Exception {
        assertThatThrownBy(call).isInstanceOf(exception);
        assertEmpty();
    }
}
