package org.gridspace.server.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import net.jini.core.lease.Lease;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionException;
import net.jini.core.transaction.server.ServerTransaction;
import net.jini.core.transaction.server.TransactionConstants;
import net.jini.lease.LeaseRenewalManager;
import net.jini.space.JavaSpace;
import org.junit.jupiter.api.Test;

/**
 * What operations under transactions do, whoever manages these: single ones by the numbers 15 to 27 of the list in the project's notes on
 * semantics, and what {@link ManyUnderTransactions} says. A subclass says which spaces and which manager.
 */
public abstract class TransactionContract extends ManyUnderTransactions {
    // 19 to 22: what a transaction sees, and others see of it

    @Test
    void write_underTransaction_isSeenInsideOnlyUntilCommit() throws Exception {
        Transaction transaction = begin();
        space().write(note(1), transaction, MINUTE);
        assertThat(read(transaction)).hasToString("a 1");
        assertThat(read(null)).isNull();
        Transaction other = begin();
        assertThat(read(other)).isNull();
        transaction.commit(MINUTE);
        assertThat(read(null)).hasToString("a 1");
        assertThat(read(other)).hasToString("a 1");
        other.abort(MINUTE);
    }

    @Test
    void abort_afterWriteAndTake_undoesBoth() throws Exception {
        space().write(note(1), null, MINUTE);
        Transaction transaction = begin();
        assertThat(take(transaction)).hasToString("a 1");
        space().write(note(2), transaction, MINUTE);
        assertThat(read(null)).isNull();
        transaction.abort(MINUTE);
        assertThat(take(null)).hasToString("a 1");
        assertThat(take(null)).isNull();
    }

    @Test
    void take_underTransaction_isGoneForAllAndStaysGoneAfterCommit() throws Exception {
        space().write(note(1), null, MINUTE);
        Transaction transaction = begin();
        assertThat(take(transaction)).hasToString("a 1");
        assertThat(take(transaction)).isNull();
        assertThat(read(transaction)).isNull();
        Transaction other = begin();
        assertThat(read(other)).isNull();
        transaction.commit(MINUTE);
        assertThat(read(null)).isNull();
        other.commit(MINUTE);
        assertThat(read(null)).isNull();
    }

    @Test
    void take_ownWrite_neverExistedOutside() throws Exception {
        Transaction transaction = begin();
        space().write(note(1), transaction, MINUTE);
        assertThat(take(transaction)).hasToString("a 1");
        transaction.commit(MINUTE);
        assertThat(read(null)).isNull();
    }

    @Test
    void entryLease_underTransaction_endsThereAtOnce() throws Exception {
        Transaction transaction = begin();
        Lease lease = space().write(note(1), transaction, MINUTE);
        lease.cancel();
        assertThat(read(transaction)).isNull();
        assertThatThrownBy(() -> lease.renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
        transaction.commit(MINUTE);
        assertThat(read(null)).isNull();
    }

    // 20: read locks

    @Test
    void read_twoTransactions_shareTheLockAndNobodyTakes() throws Exception {
        space().write(note(1), null, MINUTE);
        Transaction one = begin();
        Transaction other = begin();
        assertThat(read(one)).isNotNull();
        assertThat(read(other)).isNotNull();
        assertThat(read(null)).isNotNull();
        assertThat(take(null)).isNull();
        assertThat(take(one)).isNull();
        other.commit(MINUTE);
        assertThat(take(one)).hasToString("a 1");
        one.abort(MINUTE);
        assertThat(take(null)).hasToString("a 1");
    }

    @Test
    void take_soleReader_mayUpgrade() throws Exception {
        space().write(note(1), null, MINUTE);
        Transaction transaction = begin();
        read(transaction);
        assertThat(take(transaction)).hasToString("a 1");
        transaction.commit(MINUTE);
        assertThat(read(null)).isNull();
    }

    @Test
    void take_withAnotherReader_waitsForItsEnd() throws Exception {
        space().write(note(1), null, MINUTE);
        Transaction one = begin();
        Transaction other = begin();
        read(one);
        read(other);
        Future<Object> taken = later(() -> space().take(note(1), one, MINUTE));
        settle();
        assertThat(taken).isNotDone();
        other.commit(MINUTE);
        assertThat(taken.get(20, SECONDS)).hasToString("a 1");
        one.commit(MINUTE);
    }

    // 15 to 17: waiting for others

    @Test
    void takeIfExists_entryHeldByAnother_waitsAndGetsItAfterAbort() throws Exception {
        space().write(note(1), null, MINUTE);
        Transaction transaction = begin();
        take(transaction);
        assertThat(space().takeIfExists(note(1), null, JavaSpace.NO_WAIT)).isNull();
        Future<Object> waiting = later(() -> space().takeIfExists(note(1), null, MINUTE));
        settle();
        assertThat(waiting).isNotDone();
        transaction.abort(MINUTE);
        assertThat(waiting.get(20, SECONDS)).hasToString("a 1");
    }

    @Test
    void readIfExists_entryTakenByAnother_givesUpAfterCommit() throws Exception {
        space().write(note(1), null, MINUTE);
        Transaction transaction = begin();
        take(transaction);
        Future<Object> waiting = later(() -> space().readIfExists(note(1), null, MINUTE));
        settle();
        assertThat(waiting).isNotDone();
        transaction.commit(MINUTE);
        assertThat(waiting.get(20, SECONDS)).isNull();
    }

    @Test
    void readIfExists_uncommittedWriteOfAnother_waitsForIt() throws Exception {
        Transaction transaction = begin();
        space().write(note(1), transaction, MINUTE);
        Future<Object> waiting = later(() -> space().readIfExists(note(1), null, MINUTE));
        settle();
        assertThat(waiting).isNotDone();
        transaction.commit(MINUTE);
        assertThat(waiting.get(20, SECONDS)).hasToString("a 1");
    }

    @Test
    void takeIfExists_whatItTookItself_doesNotBlock() throws Exception {
        space().write(note(1), null, MINUTE);
        Transaction transaction = begin();
        take(transaction);
        assertThat(space().takeIfExists(note(1), transaction, MINUTE)).isNull();
        transaction.abort(MINUTE);
    }

    @Test
    void take_blocked_getsWhatIsCommitted() throws Exception {
        Transaction transaction = begin();
        Future<Object> taken = later(() -> space().take(note(1), null, MINUTE));
        space().write(note(1), transaction, MINUTE);
        settle();
        assertThat(taken).isNotDone();
        transaction.commit(MINUTE);
        assertThat(taken.get(20, SECONDS)).hasToString("a 1");
    }

    @Test
    void take_blockedUnderTransaction_getsItsOwnWrite() throws Exception {
        Transaction transaction = begin();
        Future<Object> taken = later(() -> space().take(note(1), transaction, MINUTE));
        settle();
        space().write(note(1), transaction, MINUTE);
        assertThat(taken.get(20, SECONDS)).hasToString("a 1");
        transaction.abort(MINUTE);
        assertThat(read(null)).isNull();
    }

    // 23, 24, 27: ends

    @Test
    void take_blockedWhenItsTransactionIsAbortedElsewhere_failsAtOnce() throws Exception {
        Transaction transaction = begin();
        Future<Object> taken = later(() -> space().take(note(1), transaction, MINUTE));
        settle();
        transaction.abort(MINUTE);
        assertThatThrownBy(() -> taken.get(20, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(TransactionException.class);
    }

    @Test
    void operation_transactionHasEnded_isATransactionException() throws Exception {
        for (boolean commit : new boolean[] {true, false}) {
            Transaction transaction = begin();
            space().write(note(1), transaction, MINUTE);
            if (commit) {
                transaction.commit(MINUTE);
            } else {
                transaction.abort(MINUTE);
            }
            assertThatThrownBy(() -> space().write(note(2), transaction, MINUTE))
                    .isInstanceOf(TransactionException.class);
            assertThatThrownBy(() -> read(transaction)).isInstanceOf(TransactionException.class);
            assertThatThrownBy(() -> space().takeIfExists(null, transaction, MINUTE))
                    .isInstanceOf(TransactionException.class);
            assertThatThrownBy(transaction::commit).isInstanceOf(TransactionException.class);
        }
    }

    @Test
    void operation_firstUseAfterTheEnd_isATransactionException() throws Exception {
        Transaction transaction = begin();
        transaction.abort(MINUTE);
        assertThatThrownBy(() -> space().write(note(1), transaction, MINUTE)).isInstanceOf(TransactionException.class);
        assertThat(read(null)).isNull();
    }

    @Test
    void lease_ofTransactionExpires_abortsIt() throws Exception {
        space().write(note(1), null, MINUTE);
        Transaction transaction = begin(400).transaction;
        assertThat(take(transaction)).hasToString("a 1");
        assertThat(space().take(note(1), null, MINUTE)).hasToString("a 1");
        assertThatThrownBy(() -> read(transaction)).isInstanceOf(TransactionException.class);
    }

    @Test
    void lease_cancelled_abortsTheTransaction() throws Exception {
        space().write(note(1), null, MINUTE);
        Transaction.Created created = begin(MINUTE);
        take(created.transaction);
        created.lease.cancel();
        assertThat(space().take(note(1), null, MINUTE)).hasToString("a 1");
        assertThatThrownBy(() -> created.lease.renew(MINUTE)).isInstanceOf(UnknownLeaseException.class);
        assertThatThrownBy(created.transaction::commit).isInstanceOf(TransactionException.class);
    }

    @Test
    void lease_renewedByRenewalManager_keepsTheTransaction() throws Exception {
        Transaction.Created created = begin(2_000);
        assertThat(created.lease.getExpiration()).isLessThanOrEqualTo(System.currentTimeMillis() + 2_000);
        var renewals = new LeaseRenewalManager(created.lease, Lease.FOREVER, null);
        long end = System.currentTimeMillis() + 3_000;
        space().write(note(1), created.transaction, MINUTE);
        await().atMost(20, SECONDS).until(() -> System.currentTimeMillis() > end);
        created.transaction.commit(MINUTE);
        renewals.remove(created.lease);
        assertThat(read(null)).isNotNull();
    }

    @Test
    void getState_ofAnActiveTransaction_isActive() throws Exception {
        var transaction = (ServerTransaction) begin();
        assertThat(transaction.getState()).isEqualTo(TransactionConstants.ACTIVE);
        transaction.abort(MINUTE);
    }

    // several spaces

    @Test
    void commit_twoSpaces_isAllOrNothing() throws Exception {
        space().write(note(1), null, MINUTE);
        Transaction transaction = begin();
        take(transaction);
        otherSpace().write(note(1), transaction, MINUTE);
        assertThat(otherSpace().read(note(1), null, JavaSpace.NO_WAIT)).isNull();
        transaction.commit(MINUTE);
        assertThat(otherSpace().read(note(1), null, JavaSpace.NO_WAIT)).hasToString("a 1");
        assertThat(read(null)).isNull();
    }

    @Test
    void abort_twoSpaces_undoesBoth() throws Exception {
        space().write(note(1), null, MINUTE);
        Transaction transaction = begin();
        take(transaction);
        otherSpace().write(note(1), transaction, MINUTE);
        transaction.abort(MINUTE);
        assertThat(otherSpace().read(note(1), null, JavaSpace.NO_WAIT)).isNull();
        assertThat(read(null)).hasToString("a 1");
    }
}
