package org.gridspace.server.conformance;

import static net.jini.core.transaction.server.TransactionConstants.ABORTED;
import static net.jini.core.transaction.server.TransactionConstants.COMMITTED;
import static net.jini.core.transaction.server.TransactionConstants.NOTCHANGED;
import static net.jini.core.transaction.server.TransactionConstants.PREPARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.rmi.RemoteException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jini.core.entry.Entry;
import net.jini.core.transaction.CannotJoinException;
import net.jini.core.transaction.TransactionException;
import net.jini.core.transaction.UnknownTransactionException;
import net.jini.core.transaction.server.ServerTransaction;
import net.jini.core.transaction.server.TransactionParticipant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Points 24 to 26: the space as a participant, with a manager in the test's hands. */
abstract class ParticipantConformance extends Conformance {
    private HandMadeManager manager;

    @BeforeEach
    void startManager() throws Exception {
        manager = new HandMadeManager();
    }

    @AfterEach
    void stopManager() throws Exception {
        for (var each : manager.joined()) {
            try {
                each.participant().abort(manager.stub(), each.id());
            } catch (UnknownTransactionException e) {
                continue; // it has ended in the test
            }
        }
        manager.close();
    }

    private static TransactionParticipant of(HandMadeManager manager) {
        return manager.only().participant();
    }

    @Test
    void p24_join_comesBeforeTheFirstOperationAndOnce() throws Exception {
        ServerTransaction transaction = manager.begin();
        assertThat(read(token("a"), transaction)).isNull();
        assertThat(manager.joined()).hasSize(1);
        write(token("a"), transaction);
        take(token("b"), transaction);
        assertThat(manager.only().id()).isEqualTo(transaction.id);
    }

    @Test
    void p24_crashCount_staysWhileNothingWasLost() throws Exception {
        write(token("a"), manager.begin());
        write(token("a"), manager.begin());
        assertThat(manager.joined()).hasSize(2);
        assertThat(manager.joined().get(0).crashCount())
                .isEqualTo(manager.joined().get(1).crashCount());
    }

    @Test
    void p24_failedJoin_isReportedAndNothingDone() throws Exception {
        manager.refuseJoins(() -> {
            throw new CannotJoinException("too late");
        });
        ServerTransaction transaction = manager.begin();
        assertRefused(TransactionException.class, () -> write(token("a"), transaction));
        assertRefused(TransactionException.class, () -> take(token("a"), transaction));
        manager.refuseJoins(() -> {
            throw new UnknownTransactionException("never heard of it");
        });
        assertRefused(TransactionException.class, () -> write(token("a"), manager.begin()));
    }

    @Test
    void p24_managerOutOfReach_isReportedAndNothingDone() throws Exception {
        ServerTransaction transaction = manager.begin();
        manager.close();
        assertThatThrownBy(() -> write(token("a"), transaction))
                .isInstanceOfAny(RemoteException.class, TransactionException.class);
        assertEmpty();
    }

    @Test
    void p25_prepare_saysWhetherAnythingChanged() throws Exception {
        write(token("there"));
        ServerTransaction reading = manager.begin();
        read(token("there"), reading);
        assertThat(of(manager).prepare(manager.stub(), reading.id)).isEqualTo(NOTCHANGED);
        assertThat(take(token("there"))).as("its read lock is gone").isNotNull();
    }

    @Test
    void p25_prepareAfterAWrite_keepsLocksUntilCommit() throws Exception {
        write(token("taken"));
        ServerTransaction transaction = manager.begin();
        write(token("written"), transaction);
        take(token("taken"), transaction);
        assertThat(of(manager).prepare(manager.stub(), transaction.id)).isEqualTo(PREPARED);
        assertEmpty();
        assertThat(of(manager).prepare(manager.stub(), transaction.id)).isEqualTo(PREPARED);
        assertThatThrownBy(() -> write(token("late"), transaction)).isInstanceOf(TransactionException.class);
        manager.say(transaction, COMMITTED);
        of(manager).commit(manager.stub(), transaction.id);
        assertThat(take(token("written"))).isNotNull();
        assertEmpty();
    }

    @Test
    void p25_abortOfAPreparedOne_restores() throws Exception {
        write(token("taken"));
        ServerTransaction transaction = manager.begin();
        write(token("written"), transaction);
        take(token("taken"), transaction);
        of(manager).prepare(manager.stub(), transaction.id);
        manager.say(transaction, ABORTED);
        of(manager).abort(manager.stub(), transaction.id);
        assertThat(take(token("taken"))).isNotNull();
        assertEmpty();
    }

    @Test
    void p25_prepareAndCommit_doesBoth() throws Exception {
        ServerTransaction transaction = manager.begin();
        write(token("a"), transaction);
        assertThat(of(manager).prepareAndCommit(manager.stub(), transaction.id)).isEqualTo(COMMITTED);
        assertThat(take(token("a"))).isNotNull();
    }

    @Test
    void p25_prepareAndCommitWithoutAChange_saysSo() throws Exception {
        ServerTransaction transaction = manager.begin();
        read(token("a"), transaction);
        assertThat(of(manager).prepareAndCommit(manager.stub(), transaction.id)).isEqualTo(NOTCHANGED);
    }

    @Test
    void p25_transactionThatIsUnknownToTheSpace_isReported() throws Exception {
        ServerTransaction transaction = manager.begin();
        write(token("a"), transaction);
        TransactionParticipant participant = of(manager);
        long other = transaction.id + 1_000;
        assertThatThrownBy(() -> participant.prepare(manager.stub(), other))
                .isInstanceOf(UnknownTransactionException.class);
        assertThatThrownBy(() -> participant.commit(manager.stub(), other))
                .isInstanceOf(UnknownTransactionException.class);
        assertThatThrownBy(() -> participant.abort(manager.stub(), other))
                .isInstanceOf(UnknownTransactionException.class);
    }

    /** Outrigger begins to ask after 15 s and waits longer and longer: the specification leaves the time open. */
    @Test
    @Timeout(150)
    void p25_preparedAndForgotten_asksTheManagerThroughFailures() throws Exception {
        ServerTransaction transaction = manager.begin();
        write(token("a"), transaction);
        of(manager).prepare(manager.stub(), transaction.id);
        manager.failAnswers(2);
        manager.say(transaction, COMMITTED);
        Future<Entry> waiter = async(() -> space().take(token("a"), null, Long.MAX_VALUE));
        assertThat(waiter.get(140, TimeUnit.SECONDS)).isNotNull();
        assertThat(manager.asked()).isGreaterThan(2);
    }

    @Test
    @Timeout(150)
    void p26_waiterBehindATransactionThatItsManagerForgot_proceeds() throws Exception {
        write(token("a"));
        ServerTransaction transaction = manager.begin();
        take(token("a"), transaction);
        Future<Entry> waiter = async(() -> space().take(token("a"), null, Long.MAX_VALUE));
        assertWaits(waiter);
        manager.forget(transaction);
        assertThat(waiter.get(140, TimeUnit.SECONDS)).isNotNull();
        assertThatThrownBy(() -> read(token("a"), transaction)).isInstanceOf(TransactionException.class);
    }

    @Test
    @Timeout(150)
    void p26_waiterBehindATransactionWhoseManagerIsGone_proceeds() throws Exception {
        write(token("a"));
        ServerTransaction transaction = manager.begin();
        take(token("a"), transaction);
        Future<Entry> waiter = async(() -> space().take(token("a"), null, Long.MAX_VALUE));
        assertWaits(waiter);
        manager.close();
        assertThat(waiter.get(140, TimeUnit.SECONDS)).isNotNull();
    }
}
