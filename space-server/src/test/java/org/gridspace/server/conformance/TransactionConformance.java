package org.gridspace.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.Future;
import net.jini.core.entry.Entry;
import net.jini.core.transaction.CannotNestException;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionException;
import net.jini.core.transaction.server.NestableServerTransaction;
import net.jini.core.transaction.server.NestableTransactionManager;
import net.jini.core.transaction.server.ServerTransaction;
import net.jini.core.transaction.server.TransactionParticipant;
import org.junit.jupiter.api.Test;

/** Points 19 to 24 and 27: what a transaction sees, locks and leaves behind. */
abstract class TransactionConformance extends Conformance {
    @Test
    void p19_writes_areSeenInsideOnlyUntilCommit() throws Exception {
        Transaction one = begin();
        Transaction two = begin();
        write(token("a"), one);
        assertThat(read(token("a"), one)).isNotNull();
        assertThat(read(token("a"), two)).isNull();
        assertThat(read(token("a"))).isNull();
        one.commit(PATIENCE);
        assertThat(read(token("a"))).isNotNull();
        assertThat(read(token("a"), two)).isNotNull();
    }

    @Test
    void p19_abort_discardsWritesAndRestoresTakes() throws Exception {
        write(token("before"));
        Transaction transaction = begin();
        write(token("within"), transaction);
        assertThat(take(token("before"), transaction)).isNotNull();
        transaction.abort(PATIENCE);
        assertThat(read(token("within"))).isNull();
        assertThat(take(token("before"))).isNotNull();
        assertEmpty();
    }

    @Test
    void p19_commit_removesWhatWasTaken() throws Exception {
        write(token("a"));
        Transaction transaction = begin();
        assertThat(space().take(List.of(token("a")), transaction, NO_WAIT, 5)).hasSize(1);
        space().write(List.of(token("b"), token("c")), transaction, List.of(MINUTE, MINUTE));
        transaction.commit(PATIENCE);
        assertThat(all(null)).hasSize(2);
        assertThat(read(token("a"))).isNull();
    }

    @Test
    void p19_contents_showTheTransactionsOwnView() throws Exception {
        write(token("a"));
        write(token("b"));
        Transaction transaction = begin();
        take(token("a"), transaction);
        write(token("c"), transaction);
        assertThat(all(transaction)).extracting(entry -> ((Token) entry).key).containsExactlyInAnyOrder("b", "c");
        assertThat(all(null)).extracting(entry -> ((Token) entry).key).containsExactly("b");
    }

    @Test
    void p20_readLocks_areSharedAndKeepOthersFromTaking() throws Exception {
        write(token("a"));
        Transaction one = begin();
        Transaction two = begin();
        assertThat(read(token("a"), one)).isNotNull();
        assertThat(read(token("a"), two)).isNotNull();
        assertThat(read(token("a"))).isNotNull();
        assertThat(take(token("a"))).isNull();
        assertThat(take(token("a"), begin())).isNull();
        one.commit(PATIENCE);
        assertThat(take(token("a"))).isNull();
        two.abort(PATIENCE);
        assertThat(take(token("a"))).isNotNull();
    }

    @Test
    void p20_soleReader_mayTake() throws Exception {
        write(token("a"));
        Transaction transaction = begin();
        read(token("a"), transaction);
        read(token("a"), transaction);
        assertThat(take(token("a"), transaction)).isNotNull();
        assertThat(read(token("a"))).isNull();
        transaction.abort(PATIENCE);
        assertThat(read(token("a"))).isNotNull();
    }

    @Test
    void p20_oneOfTwoReaders_waitsForTheOther() throws Exception {
        write(token("a"));
        Transaction one = begin();
        Transaction two = begin();
        read(token("a"), one);
        read(token("a"), two);
        Future<Entry> upgrade = async(() -> space().take(token("a"), one, PATIENCE));
        assertWaits(upgrade);
        two.commit(PATIENCE);
        assertThat(get(upgrade)).isNotNull();
        one.commit(PATIENCE);
        assertEmpty();
    }

    @Test
    void p20_takeWithout_waitsForTheReader() throws Exception {
        write(token("a"));
        Transaction reader = begin();
        read(token("a"), reader);
        Future<Entry> take = async(() -> space().take(token("a"), null, PATIENCE));
        assertWaits(take);
        reader.abort(PATIENCE);
        assertThat(get(take)).isNotNull();
    }

    @Test
    void p21_takenEntry_isInvisibleToAllOthers() throws Exception {
        write(token("a"));
        Transaction one = begin();
        Transaction two = begin();
        take(token("a"), one);
        assertThat(read(token("a"))).isNull();
        assertThat(take(token("a"))).isNull();
        assertThat(read(token("a"), two)).isNull();
        assertThat(take(token("a"), two)).isNull();
        assertThat(read(token("a"), one)).isNull();
        assertThat(all(null)).isEmpty();
        assertThat(all(two)).isEmpty();
    }

    @Test
    void p21_blockedReaders_waitForTheEntryThatIsTaken() throws Exception {
        write(token("a"));
        Transaction one = begin();
        Transaction two = begin();
        take(token("a"), one);
        Future<Entry> without = async(() -> space().read(token("a"), null, PATIENCE));
        Future<Entry> under = async(() -> space().read(token("a"), two, PATIENCE));
        assertWaits(without);
        assertWaits(under);
        one.abort(PATIENCE);
        assertThat(get(without)).isNotNull();
        assertThat(get(under)).isNotNull();
    }

    @Test
    void p22_takingOnesOwnWrite_leavesNothing() throws Exception {
        Transaction transaction = begin();
        write(token("a"), transaction);
        assertThat(take(token("a"), transaction)).isNotNull();
        assertThat(read(token("a"), transaction)).isNull();
        transaction.commit(PATIENCE);
        assertEmpty();
    }

    @Test
    void p22_takingOnesOwnWrite_isHeardByNobodyOutside() throws Exception {
        var ear = ears.listen();
        space().notify(new Token(), null, ear.stub(), MINUTE, null);
        var available = ears.listen();
        space().registerForAvailabilityEvent(anything(), null, false, available.stub(), MINUTE, null);
        Transaction transaction = begin();
        write(token("a"), transaction);
        take(token("a"), transaction);
        transaction.commit(PATIENCE);
        write(token("sentinel"));
        var event = (net.jini.space.AvailabilityEvent) available.next();
        assertThat(((Token) event.getEntry()).key).isEqualTo("sentinel");
        ear.next();
        assertThat(ear.within(200)).isNull();
    }

    @Test
    void p23_endedTransaction_isRefusedByEveryOperation() throws Exception {
        Transaction committed = begin();
        write(token("a"), committed);
        committed.commit(PATIENCE);
        take(null);
        assertRefusedEverywhere(committed);
        Transaction aborted = begin();
        write(token("a"), aborted);
        aborted.abort(PATIENCE);
        assertRefusedEverywhere(aborted);
    }

    @Test
    void p23_transactionThatEndedUnused_isRefusedByEveryOperation() throws Exception {
        Transaction unused = begin();
        unused.commit(PATIENCE);
        assertRefusedEverywhere(unused);
    }

    private void assertRefusedEverywhere(Transaction ended) throws Exception {
        Class<? extends Throwable> refusal = TransactionException.class;
        assertRefused(refusal, () -> write(token("a"), ended));
        assertRefused(refusal, () -> space().write(List.of(token("a")), ended, List.of(MINUTE)));
        assertRefused(refusal, () -> read(token("a"), ended));
        assertRefused(refusal, () -> space().readIfExists(token("a"), ended, NO_WAIT));
        assertRefused(refusal, () -> take(token("a"), ended));
        assertRefused(refusal, () -> space().takeIfExists(token("a"), ended, NO_WAIT));
        assertRefused(refusal, () -> space().take(anything(), ended, NO_WAIT, 1));
        assertRefused(refusal, () -> space().contents(anything(), ended, MINUTE, 1));
        var stub = ears.listen().stub();
        assertRefused(refusal, () -> space().notify(null, ended, stub, MINUTE, null));
        assertRefused(refusal, () -> space().registerForAvailabilityEvent(anything(), ended, true, stub, MINUTE, null));
    }

    @Test
    void p23_blockedOperations_failAtOnceWhenTheirTransactionEnds() throws Exception {
        for (boolean commits : new boolean[] {true, false}) {
            Transaction transaction = begin();
            write(token("held"), transaction);
            Future<Entry> take = async(() -> space().take(token("a"), transaction, Long.MAX_VALUE));
            Future<Entry> read = async(() -> space().read(token("a"), transaction, Long.MAX_VALUE));
            Future<?> batch = async(() -> space().take(List.of(token("a")), transaction, Long.MAX_VALUE, 3));
            assertWaits(take);
            assertWaits(read);
            assertWaits(batch);
            if (commits) {
                transaction.commit(PATIENCE);
            } else {
                transaction.abort(PATIENCE);
            }
            for (Future<?> blocked : List.of(take, read, batch)) {
                assertThat(failure(blocked)).isInstanceOf(TransactionException.class);
            }
            write(token("a"));
            assertThat(take(token("a"))).isNotNull();
            assertThat(take(token("held")) != null).isEqualTo(commits);
        }
    }

    @Test
    void p23_secondCommitOrAbort_isRefused() throws Exception {
        Transaction transaction = begin();
        write(token("a"), transaction);
        transaction.abort(PATIENCE);
        assertThatThrownBy(transaction::commit).isInstanceOf(TransactionException.class);
        Transaction other = begin();
        other.commit(PATIENCE);
        assertThatThrownBy(other::abort).isInstanceOf(TransactionException.class);
        assertEmpty();
    }

    @Test
    void p24_transactionThatTheManagerDoesNotKnow_isReported() throws Exception {
        Transaction unknown = new ServerTransaction(subject().manager(), 1_234_567_890_123L);
        assertRefusedEverywhere(unknown);
    }

    @Test
    void p24_transactionOfNoKnownKind_isReported() throws Exception {
        Transaction strange = new Strange();
        assertRefused(TransactionException.class, () -> write(token("a"), strange));
        assertRefused(TransactionException.class, () -> take(token("a"), strange));
    }

    /** TX.2.5: the space takes no part in nested transactions, and says so. */
    @Test
    void p24_nestedTransaction_isReported() throws Exception {
        NestableTransactionManager nestable = new Nestable();
        var outer = new NestableServerTransaction(nestable, 1, null);
        var inner = new NestableServerTransaction(nestable, 2, outer);
        assertRefused(CannotNestException.class, () -> write(token("a"), inner));
        assertRefused(CannotNestException.class, () -> take(token("a"), inner));
        assertRefused(CannotNestException.class, () -> space().contents(anything(), inner, MINUTE, 1));
    }

    /** A manager that is never asked. */
    private static final class Nestable implements NestableTransactionManager, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Created create(long lease) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Created create(NestableTransactionManager parentMgr, long parentID, long lease) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void promote(long id, TransactionParticipant[] parts, long[] crashCounts, TransactionParticipant drop) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void join(long id, TransactionParticipant part, long crashCount) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getState(long id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void commit(long id) {}

        @Override
        public void commit(long id, long waitFor) {}

        @Override
        public void abort(long id) {}

        @Override
        public void abort(long id, long waitFor) {}
    }

    /** A transaction that no manager stands behind. */
    private static final class Strange implements Transaction, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public void commit() {}

        @Override
        public void commit(long waitFor) {}

        @Override
        public void abort() {}

        @Override
        public void abort(long waitFor) {}
    }

    @Test
    void p27_transactionWhoseLeaseEnds_aborts() throws Exception {
        write(token("taken"));
        Transaction.Created created = begin(1_000);
        Transaction transaction = created.transaction;
        take(token("taken"), transaction);
        write(token("written"), transaction);
        await().until(() -> read(token("taken")) != null);
        assertThat(read(token("written"))).isNull();
        assertThatThrownBy(() -> read(token("taken"), transaction)).isInstanceOf(TransactionException.class);
        assertThatThrownBy(transaction::commit).isInstanceOf(TransactionException.class);
    }

    @Test
    void p27_blockedTake_failsWhenTheLeaseEnds() throws Exception {
        Transaction transaction = begin(1_000).transaction;
        Future<Entry> take = async(() -> space().take(token("a"), transaction, Long.MAX_VALUE));
        assertThat(failure(take)).isInstanceOf(TransactionException.class);
    }

    @Test
    void p27_renewedLease_keepsItAlive() throws Exception {
        Transaction.Created created = begin(1_000);
        Transaction.Created probe = begin(1_500);
        write(token("a"), created.transaction);
        write(token("b"), probe.transaction);
        created.lease.renew(MINUTE);
        await().until(() -> {
            try {
                return read(token("b"), probe.transaction) == null;
            } catch (TransactionException e) {
                return true;
            }
        });
        assertThat(read(token("a"), created.transaction)).isNotNull();
        created.transaction.commit(PATIENCE);
        assertThat(take(token("a"))).isNotNull();
    }

    @Test
    void p27_cancelledLease_aborts() throws Exception {
        Transaction.Created created = begin(MINUTE);
        write(token("a"), created.transaction);
        created.lease.cancel();
        await().until(() -> {
            try {
                return read(token("a"), created.transaction) == null;
            } catch (TransactionException e) {
                return true;
            }
        });
        assertEmpty();
    }
}
