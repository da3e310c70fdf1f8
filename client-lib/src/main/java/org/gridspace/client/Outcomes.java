package org.gridspace.client;

import java.io.IOException;
import java.rmi.ConnectException;
import java.rmi.RemoteException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import net.jini.core.lease.UnknownLeaseException;
import net.jini.core.transaction.TransactionException;
import net.jini.core.transaction.UnknownTransactionException;
import org.gridspace.failure.GridException;

/** Waiting for futures on behalf of Jini's interfaces, which have exceptions of their own. */
final class Outcomes {
    private Outcomes() {}

    /** The process's shared client of a space. */
    static SpaceClient shared(SpaceAddress address) throws RemoteException {
        try {
            return SpaceClients.shared(address);
        } catch (RemoteException e) {
            throw e;
        } catch (IOException e) {
            throw new ConnectException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Waits, however often the thread is interrupted; the interrupt flag is set again afterwards. */
    static <T> T await(CompletableFuture<T> future) throws RemoteException {
        try {
            help(future);
            return future.join();
        } catch (CompletionException e) {
            throw remote(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Waits for the outcome of something about a lease. */
    static <T> T awaitLease(CompletableFuture<T> future) throws UnknownLeaseException, RemoteException {
        try {
            help(future);
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnknownLeaseException || e.getCause() instanceof HoldLost) {
                throw new UnknownLeaseException(e.getCause().getMessage());
            }
            throw remote(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Waits for the outcome of something about a transaction as a whole. */
    static <T> T awaitSettled(CompletableFuture<T> future) throws TransactionException, RemoteException {
        try {
            help(future);
            return future.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof HoldLost) {
                throw new UnknownTransactionException(cause.getMessage());
            } else if (cause instanceof TransactionException ended) {
                ended.setStackTrace(Thread.currentThread().getStackTrace());
                throw ended;
            }
            throw remote(cause);
        }
    }

    /** Waits for the outcome of something that may be under a transaction. */
    static <T> T awaitUnder(CompletableFuture<T> future) throws TransactionException, RemoteException {
        try {
            help(future);
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof HoldLost) {
                throw new UnknownTransactionException(e.getCause().getMessage());
            }
            throw remote(e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Waits for a match that may be under a transaction, for a method that doesn't declare to be interrupted: an interrupt that leaves
     * nothing to return is a RemoteException.
     */
    static <T> Optional<T> awaitUnder(PendingMatch<T> match) throws TransactionException, RemoteException {
        try {
            return awaitMatch(match);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteException("interrupted while waiting; nothing was taken", e);
        }
    }

    /**
     * Waits for a match that may be under a transaction; an interrupt withdraws it. What it found in spite of that is returned, with the
     * flag set.
     */
    static <T> Optional<T> awaitMatch(PendingMatch<T> match)
            throws InterruptedException, TransactionException, RemoteException {
        try {
            return await(match);
        } catch (RemoteException e) {
            if (e.getCause() instanceof HoldLost lost) {
                throw new UnknownTransactionException(lost.getMessage());
            }
            throw e;
        }
    }

    /** Waits for a match; an interrupt withdraws it. What it found in spite of that is returned, with the flag set. */
    static <T> Optional<T> await(PendingMatch<T> match) throws InterruptedException, RemoteException {
        try {
            if (match.future() instanceof Answer<?> answer) {
                answer.await();
            }
            return match.future().get();
        } catch (ExecutionException e) {
            throw remote(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Optional<T> outcome;
            try {
                outcome = await(match.withdraw());
            } finally {
                Thread.currentThread().interrupt();
            }
            if (outcome.isEmpty()) {
                Thread.interrupted();
                throw e;
            }
            return outcome;
        }
    }

    /** Reads the connection until the answer is there, if nobody else does. */
    private static void help(CompletableFuture<?> future) {
        if (future instanceof Answer<?> answer) {
            answer.awaitUninterruptibly();
        }
    }

    /** The same problem with the caller's stack trace, as Jini's interfaces declare it. */
    private static RemoteException remote(Throwable problem) {
        if (problem instanceof ConnectException connect) {
            return new ConnectException(connect.getMessage(), connect);
        } else if (problem instanceof RemoteException || problem instanceof GridException) {
            return new RemoteException(problem.getMessage(), problem);
        }
        return new RemoteException("the space's answer is of no use", problem);
    }
}
