package org.gridspace.server.transaction;

import java.rmi.RemoteException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.jini.core.transaction.UnknownTransactionException;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.core.transaction.server.TransactionParticipant;
import org.gridspace.server.engine.Command;
import org.gridspace.server.engine.Outcome;

/**
 * What one foreign manager calls: the space as a participant in its transactions. Who is asked is known by whose post it is, so the
 * manager in the arguments is never looked at. Thread-safe.
 */
final class ManagerPost implements TransactionParticipant {
    private static final long ANSWER_SECONDS = 20;

    private final String manager;
    private final CommandPort port;

    ManagerPost(String manager, CommandPort port) {
        this.manager = manager;
        this.port = port;
    }

    @Override
    public int prepare(TransactionManager caller, long id) throws UnknownTransactionException, RemoteException {
        return prepare(id, false);
    }

    @Override
    public int prepareAndCommit(TransactionManager caller, long id)
            throws UnknownTransactionException, RemoteException {
        return prepare(id, true);
    }

    @Override
    public void commit(TransactionManager caller, long id) throws UnknownTransactionException, RemoteException {
        outcome(new Command.EndForeign(manager, id, true));
    }

    @Override
    public void abort(TransactionManager caller, long id) throws UnknownTransactionException, RemoteException {
        outcome(new Command.EndForeign(manager, id, false));
    }

    private int prepare(long id, boolean commit) throws UnknownTransactionException, RemoteException {
        if (!(outcome(new Command.PrepareForeign(manager, id, commit)) instanceof Outcome.Promised promised)) {
            throw new RemoteException("the space doesn't know what it can promise");
        }
        return switch (promised.vote()) {
            case PREPARED -> PREPARED;
            case NOT_CHANGED -> NOTCHANGED;
            case COMMITTED -> COMMITTED;
            case ABORTED -> ABORTED;
        };
    }

    private Outcome outcome(Command.OfTransaction command) throws UnknownTransactionException, RemoteException {
        var answer = new CompletableFuture<Outcome>();
        port.submit(command, answer::complete);
        try {
            Outcome outcome = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (outcome instanceof Outcome.Refused refused) {
                throw new UnknownTransactionException(refused.detail());
            }
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteException("the space is closing", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new RemoteException("the space doesn't answer", e);
        }
    }
}
