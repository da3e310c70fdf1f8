package org.gridspace.server.conformance;

import java.rmi.RemoteException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jini.core.transaction.CannotJoinException;
import net.jini.core.transaction.UnknownTransactionException;
import net.jini.core.transaction.server.CrashCountException;
import net.jini.core.transaction.server.ServerTransaction;
import net.jini.core.transaction.server.TransactionConstants;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.core.transaction.server.TransactionParticipant;
import net.jini.export.Exporter;

/** A manager that does what a test tells it, exported over JERI. */
final class HandMadeManager implements TransactionManager, AutoCloseable {
    private final AtomicLong ids = new AtomicLong(System.nanoTime());
    private final Map<Long, Integer> states = new ConcurrentHashMap<>();
    private final List<Joined> joined = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Exporter exporter;
    private final TransactionManager stub;
    private volatile Refusal refusal = () -> {};
    private volatile int answersFailing;

    /** Who has joined what. */
    record Joined(long id, TransactionParticipant participant, long crashCount) {}

    /** How joining fails, if it does. */
    @FunctionalInterface
    interface Refusal {
        void happen() throws CannotJoinException, CrashCountException, UnknownTransactionException, RemoteException;
    }

    HandMadeManager() throws Exception {
        exporter = Loopback.exporter();
        stub = (TransactionManager) exporter.export(this);
    }

    /** A new active transaction. */
    ServerTransaction begin() {
        long id = ids.incrementAndGet();
        states.put(id, TransactionConstants.ACTIVE);
        return new ServerTransaction(stub, id);
    }

    void refuseJoins(Refusal how) {
        refusal = how;
    }

    void say(ServerTransaction transaction, int state) {
        states.put(transaction.id, state);
    }

    /** From now on it knows nothing of this transaction. */
    void forget(ServerTransaction transaction) {
        states.remove(transaction.id);
    }

    /** The next few questions for a state fail with a RemoteException. */
    void failAnswers(int count) {
        answersFailing = count;
    }

    int asked() {
        return asked.get();
    }

    List<Joined> joined() {
        return joined;
    }

    Joined only() {
        if (joined.size() != 1) {
            throw new AssertionError(joined + " have joined");
        }
        return joined.get(0);
    }

    @Override
    public Created create(long lease) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void join(long id, TransactionParticipant part, long crashCount)
            throws UnknownTransactionException, CannotJoinException, CrashCountException, RemoteException {
        refusal.happen();
        if (!states.containsKey(id)) {
            throw new UnknownTransactionException();
        }
        joined.add(new Joined(id, part, crashCount));
    }

    @Override
    public synchronized int getState(long id) throws UnknownTransactionException, RemoteException {
        asked.incrementAndGet();
        if (answersFailing > 0) {
            answersFailing--;
            throw new RemoteException("not now");
        }
        Integer state = states.get(id);
        if (state == null) {
            throw new UnknownTransactionException();
        }
        return state;
    }

    @Override
    public void commit(long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void commit(long id, long waitFor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void abort(long id) {
        states.put(id, TransactionConstants.ABORTED);
    }

    @Override
    public void abort(long id, long waitFor) {
        abort(id);
    }

    TransactionManager stub() {
        return stub;
    }

    @Override
    public void close() {
        exporter.unexport(true);
    }
}
