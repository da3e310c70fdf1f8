package org.gridspace.server.net;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.rmi.RemoteException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import net.jini.core.transaction.CannotJoinException;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionException;
import net.jini.core.transaction.TransactionFactory;
import net.jini.core.transaction.UnknownTransactionException;
import net.jini.core.transaction.server.CrashCountException;
import net.jini.core.transaction.server.ServerTransaction;
import net.jini.core.transaction.server.TransactionConstants;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.core.transaction.server.TransactionParticipant;
import net.jini.id.UuidFactory;
import net.jini.jeri.BasicInvocationHandler;
import net.jini.jeri.BasicObjectEndpoint;
import net.jini.jeri.tcp.TcpEndpoint;
import org.gridspace.client.RemoteSpace;
import org.gridspace.client.SpaceAddress;
import org.gridspace.client.SpaceTransactions;
import org.gridspace.discovery.JeriExport;
import org.gridspace.server.contract.Mahalo;
import org.gridspace.server.contract.Note;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Managers that crash, lie or aren't what they seem, and participants of every kind. */
@Timeout(90)
class ForeignManagerTest {
    private static final long MINUTE = 60_000;

    private SpaceServer server;
    private RemoteSpace space;

    @BeforeEach
    void start() throws Exception {
        server = SpaceServer.start(TwoSpaces.config("foreign"), TwoSpaces.SOON);
        space = new RemoteSpace(server.address());
    }

    @AfterEach
    void stop() throws Exception {
        space.client().close();
        server.close();
    }

    private static Note note(int number) {
        return new Note("a", number);
    }

    /** A manager in a process of its own; prints its proxy. */
    static final class MahaloProgram {
        private MahaloProgram() {}

        @SuppressWarnings("checkstyle:RegexpSinglelineJava") // tells the test over its standard output
        public static void main(String[] args) throws Exception {
            var bytes = new ByteArrayOutputStream();
            try (Mahalo mahalo = Mahalo.start();
                    var out = new ObjectOutputStream(bytes)) {
                out.writeObject(mahalo.proxy());
                out.flush();
                System.out.println("PROXY " + HexFormat.of().formatHex(bytes.toByteArray()));
                System.in.read();
            }
            System.exit(0);
        }
    }

    private static Process startMahalo() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MahaloProgram.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static TransactionManager proxyOf(Process mahalo) throws Exception {
        var out = new BufferedReader(new InputStreamReader(mahalo.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (!line.startsWith("PROXY ")) {
            line = out.readLine();
        }
        try (var in =
                new ObjectInputStream(new ByteArrayInputStream(HexFormat.of().parseHex(line.substring(6))))) {
            return (TransactionManager) in.readObject();
        }
    }

    @Test
    void managerKilled_waiterProceeds() throws Exception {
        Process mahalo = startMahalo();
        try {
            Transaction transaction = TransactionFactory.create(proxyOf(mahalo), MINUTE).transaction;
            space.write(note(1), null, MINUTE);
            assertThat(space.take(note(1), transaction, 0)).isNotNull();
            Future<Object> waiter = CompletableFuture.supplyAsync(() -> {
                try {
                    return space.take(note(1), null, MINUTE);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            mahalo.destroyForcibly();
            assertThat(waiter.get(30, SECONDS)).hasToString("a 1");
            assertThatThrownBy(() -> space.read(null, transaction, 0)).isInstanceOf(TransactionException.class);
        } finally {
            mahalo.destroyForcibly();
        }
    }

    @Test
    void managerGoneBeforeTheFirstUse_isARemoteException() throws Exception {
        Process mahalo = startMahalo();
        Transaction transaction;
        try {
            transaction = TransactionFactory.create(proxyOf(mahalo), MINUTE).transaction;
        } finally {
            mahalo.destroyForcibly();
        }
        assertThat(mahalo.waitFor(20, SECONDS)).isTrue();
        assertThatThrownBy(() -> space.write(note(1), transaction, MINUTE)).isInstanceOf(RemoteException.class);
        assertThat(space.read(null, null, 0)).isNull();
    }

    /** Anything may be behind a manager's interface. */
    static final class LocalManager implements TransactionManager, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Created create(long lease) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void join(long id, TransactionParticipant participant, long crashCount) {
            throw new IllegalStateException("must never be called in the server");
        }

        @Override
        public int getState(long id) {
            return ACTIVE;
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

    /** Would be run if it were deserialized. */
    static final class Handler implements InvocationHandler, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Object invoke(Object proxy, Method method, Object[] args) {
            if (method.getName().equals("hashCode")) {
                return 5; // asked by the client
            }
            throw new IllegalStateException("must never be called in the server");
        }
    }

    private static TransactionManager proxy(InvocationHandler handler) {
        return (TransactionManager) Proxy.newProxyInstance(
                ForeignManagerTest.class.getClassLoader(), new Class<?>[] {TransactionManager.class}, handler);
    }

    private static TransactionManager at(String host, boolean dgc) {
        var end = new BasicObjectEndpoint(TcpEndpoint.getInstance(host, 1), UuidFactory.generate(), dgc);
        return proxy(new BasicInvocationHandler(end, null));
    }

    private void refused(TransactionManager manager, String reason) throws Exception {
        assertThatThrownBy(() -> space.write(note(1), new ServerTransaction(manager, 5), MINUTE))
                .isInstanceOf(CannotJoinException.class)
                .hasMessageContaining(reason);
        assertThat(space.read(null, null, 0)).isNull();
    }

    @Test
    void managerOfAnUnknownClass_isRefusedByName() throws Exception {
        refused(new LocalManager(), LocalManager.class.getName());
        refused(proxy(new Handler()), Handler.class.getName());
    }

    @Test
    void managerOnAnotherMachine_isRefused() throws Exception {
        refused(at("203.0.113.7", false), "203.0.113.7");
        refused(new SpaceTransactions(new SpaceAddress("203.0.113.8", 4000, UUID.randomUUID(), "far")), "203.0.113.8");
    }

    @Test
    void managerThatNobodyIs_isARemoteException() {
        for (boolean dgc : new boolean[] {false, true}) {
            assertThatThrownBy(() -> space.write(note(1), new ServerTransaction(at("127.0.0.1", dgc), 5), MINUTE))
                    .isInstanceOf(RemoteException.class);
        }
    }

    /** Says what it is told to and notes what it is asked. */
    private static final class Participant implements TransactionParticipant {
        final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
        volatile int vote = TransactionConstants.PREPARED;
        volatile int failures;

        @Override
        public int prepare(TransactionManager manager, long id) throws RemoteException {
            calls.add("prepare");
            fail();
            return vote;
        }

        @Override
        public void commit(TransactionManager manager, long id) throws RemoteException {
            calls.add("commit");
            fail();
        }

        @Override
        public void abort(TransactionManager manager, long id) throws RemoteException {
            calls.add("abort");
            fail();
        }

        @Override
        public int prepareAndCommit(TransactionManager manager, long id) {
            throw new IllegalStateException("not asked for");
        }

        private synchronized void fail() throws RemoteException {
            if (failures > 0) {
                failures--;
                throw new RemoteException("try again");
            }
        }
    }

    private static TransactionParticipant exported(Participant participant) throws Exception {
        return (TransactionParticipant)
                JeriExport.on("127.0.0.1", method -> true).export(participant);
    }

    @Test
    void ourManager_participantPrepared_isAskedThenTold() throws Exception {
        var participant = new Participant();
        TransactionManager manager = new SpaceTransactions(server.address());
        long id = manager.create(MINUTE).id;
        manager.join(id, exported(participant), 1);
        space.write(note(1), new ServerTransaction(manager, id), MINUTE);
        participant.failures = 1; // the first question has to be asked twice
        manager.commit(id, MINUTE);
        assertThat(participant.calls).containsExactly("prepare", "prepare", "commit");
        assertThat(space.read(null, null, 0)).isNotNull();
        assertThatThrownBy(() -> manager.getState(id)).isInstanceOf(UnknownTransactionException.class);
    }

    @Test
    void ourManager_participantCannot_abortsAll() throws Exception {
        var unwilling = new Participant();
        unwilling.vote = TransactionConstants.ABORTED;
        var willing = new Participant();
        TransactionManager manager = new SpaceTransactions(server.address());
        long id = manager.create(MINUTE).id;
        manager.join(id, exported(willing), 1);
        manager.join(id, exported(unwilling), 1);
        space.write(note(1), new ServerTransaction(manager, id), MINUTE);
        assertThatThrownBy(() -> manager.commit(id, MINUTE)).isInstanceOf(TransactionException.class);
        assertThat(space.read(null, null, 0)).isNull();
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(willing.calls).contains("abort"));
        assertThat(unwilling.calls).containsExactly("prepare");
    }

    @Test
    void ourManager_participantLostWhatItDid_aborts() throws Exception {
        var participant = new Participant();
        TransactionParticipant proxy = exported(participant);
        TransactionManager manager = new SpaceTransactions(server.address());
        long id = manager.create(MINUTE).id;
        manager.join(id, proxy, 1);
        manager.join(id, proxy, 1);
        assertThatThrownBy(() -> manager.join(id, proxy, 2)).isInstanceOf(CrashCountException.class);
        assertThatThrownBy(() -> manager.commit(id)).isInstanceOf(TransactionException.class);
    }

    @Test
    void ourManager_participantOfAnUnknownClass_isRefusedByName() throws Exception {
        TransactionManager manager = new SpaceTransactions(server.address());
        long id = manager.create(MINUTE).id;
        var stranger = (TransactionParticipant) Proxy.newProxyInstance(
                ForeignManagerTest.class.getClassLoader(),
                new Class<?>[] {TransactionParticipant.class},
                new Handler());
        assertThatThrownBy(() -> manager.join(id, stranger, 1))
                .isInstanceOf(CannotJoinException.class)
                .hasMessageContaining(Handler.class.getName());
        manager.commit(id);
    }

    /** One transaction, used by two sessions, is one in the space. */
    @Test
    void sameTransaction_fromTwoSessions_isOne() throws Exception {
        try (Mahalo mahalo = Mahalo.start()) {
            Transaction transaction = TransactionFactory.create(mahalo.proxy(), MINUTE).transaction;
            space.write(note(1), transaction, MINUTE);
            space.client().close(); // the next use is another session
            assertThat(space.read(note(1), transaction, 0)).hasToString("a 1");
            assertThat(space.read(note(1), null, 0)).isNull();
            transaction.commit(MINUTE);
            assertThat(space.read(note(1), null, 0)).hasToString("a 1");
        }
    }
}
