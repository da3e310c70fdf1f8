package org.gridspace.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import net.jini.core.lease.Lease;
import net.jini.core.lease.LeaseDeniedException;
import net.jini.core.transaction.CannotCommitException;
import net.jini.core.transaction.CannotJoinException;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.UnknownTransactionException;
import net.jini.core.transaction.server.NestableServerTransaction;
import net.jini.core.transaction.server.NestableTransactionManager;
import net.jini.core.transaction.server.ServerTransaction;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.space.JavaSpace;
import org.gridspace.client.SpaceClient;
import org.gridspace.client.SpaceTransactions;
import org.gridspace.server.contract.Note;
import org.junit.jupiter.api.Test;

/** The contract under the space's own manager, in whose transactions the other space takes part as a stranger. */
class OwnTransactionsTest extends TwoSpaces {
    @Override
    protected TransactionManager manager() {
        return ownManager();
    }

    @Test
    void commit_participantIsGone_aborts() throws Exception {
        Transaction transaction = begin();
        space().write(note(1), transaction, MINUTE);
        otherSpace().write(note(2), transaction, MINUTE);
        otherServer.close();
        assertThatThrownBy(transaction::commit).isInstanceOf(CannotCommitException.class);
        assertThat(read(null)).isNull();
        assertThatThrownBy(() -> read(transaction)).isInstanceOf(UnknownTransactionException.class.getSuperclass());
    }

    @Test
    void create_isAnsweredBeforeTheSpaceKnows_andIsUsableFromElsewhereAtOnce() throws Exception {
        for (int i = 0; i < 200; i++) {
            Transaction transaction = begin();
            Transaction copy = copy(transaction);
            assertThat(copy).isEqualTo(transaction);
            try (SpaceClient elsewhere = SpaceClient.connect(server.address())) {
                assertThat(elsewhere.census().get()).isNotNull();
            }
            space().write(note(i), copy, MINUTE);
            copy.commit();
            assertThat(space().take(note(i), null, JavaSpace.NO_WAIT)).isNotNull();
        }
    }

    @Test
    void create_leases_areGrantedOrDenied() throws Exception {
        assertThatThrownBy(() -> manager().create(0)).isInstanceOf(LeaseDeniedException.class);
        assertThatThrownBy(() -> manager().create(-5)).isInstanceOf(IllegalArgumentException.class);
        Lease forever = begin(Lease.FOREVER).lease;
        assertThat(forever.getExpiration()).isEqualTo(Lease.FOREVER);
        forever.cancel();
        Lease any = begin(Lease.ANY).lease;
        assertThat(any.getExpiration()).isBetween(System.currentTimeMillis(), System.currentTimeMillis() + 600_000);
        any.cancel();
    }

    @Test
    void manager_serialized_isEqualAndWorks() throws Exception {
        SpaceTransactions copy = copy(ownManager());
        assertThat(copy).isEqualTo(manager()).hasSameHashCodeAs(manager()).isNotEqualTo(space());
        long id = copy.create(MINUTE).id;
        assertThat(manager().getState(id)).isEqualTo(ACTIVE_STATE);
        copy.abort(id);
        assertThatThrownBy(() -> manager().getState(id)).isInstanceOf(UnknownTransactionException.class);
        assertThatThrownBy(() -> manager().commit(17)).isInstanceOf(UnknownTransactionException.class);
    }

    private static final int ACTIVE_STATE = net.jini.core.transaction.server.TransactionConstants.ACTIVE;

    @Test
    void numberOfASessionsOwnTransaction_isNotUsable() throws Exception {
        try (SpaceClient client = SpaceClient.connect(server.address())) {
            client.write(new Note("held", 1), MINUTE).get();
            assertThat(client.takeHeld(new Note("held", null), 0, MINUTE)
                            .future()
                            .get())
                    .isPresent();
            for (long id = 1; id < 5; id++) {
                var forged = new ServerTransaction(manager(), id);
                assertThatThrownBy(() -> space().read(null, forged, 0)).isInstanceOf(UnknownTransactionException.class);
            }
        }
    }

    @Test
    void nestedTransaction_isRefused() {
        NestableTransactionManager none = null;
        var outer = new NestableServerTransaction(none, 1L << 41, null);
        var inner = new NestableServerTransaction(none, 1L << 42, outer);
        assertThatThrownBy(() -> space().write(note(1), inner, MINUTE))
                .isInstanceOfAny(CannotJoinException.class, UnknownTransactionException.class);
    }

    @SuppressWarnings("unchecked")
    static <T> T copy(T original) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
