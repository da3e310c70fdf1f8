package org.gridspace.server.embedded;

import java.rmi.ConnectException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.client.NearSpace;
import org.gridspace.client.RemoteSpace;
import org.gridspace.client.SpaceAddress;
import org.gridspace.client.SpaceClients;
import org.gridspace.client.SpaceTransactions;
import org.gridspace.server.engine.Command;
import org.gridspace.server.engine.EngineLimits;
import org.gridspace.server.engine.Outcome;
import org.gridspace.server.engine.Polling;
import org.gridspace.server.engine.SpaceEngine;
import org.gridspace.server.log.MemoryLog;
import org.gridspace.server.service.SpaceClock;
import org.gridspace.server.service.SpaceService;
import org.gridspace.server.transaction.TransactionOffice;
import org.gridspace.wire.FarewellCode;
import org.gridspace.wire.Reply;

/**
 * A space in memory for the program that starts it, without a port: for tests, and for programs whose threads alone share it. Its
 * proxies, leases and transactions are those of any other space, but of use in this process only. It takes part in Jini
 * transactions; only other participants and managers are called over the network, on the loopback interface.
 *
 * <p>Thread-safe. The engine runs on one daemon thread, which also serves as its timer.
 */
public final class EmbeddedSpace implements NearSpace, AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(EmbeddedSpace.class);
    private static final String HOST = "127.0.0.1";
    /** Nobody listens there: who gets a proxy in another process is told that the space can't be reached. */
    private static final int PORT = 1;

    private static final long CLOSE_MILLIS = 1000;

    private final SpaceAddress address;
    private final ScheduledThreadPoolExecutor thread;
    private final SpaceService service;
    private final TransactionOffice office;
    /** Confined to the space's thread. */
    private final Set<NearClient> clients = new HashSet<>();
    /** Confined to the space's thread. */
    private boolean closed;

    private EmbeddedSpace(String name, Polling polling) {
        address = new SpaceAddress(HOST, PORT, UUID.randomUUID(), name);
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            var made = new Thread(task, "gridspace-space-" + name);
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        var engine = new SpaceEngine(new SecureRandom().nextLong(), EngineLimits.DEFAULT, polling);
        service = new SpaceService(engine, MemoryLog::new, SpaceClock.system(), this::in);
        office = new TransactionOffice(address, HOST, this::submit);
    }

    /**
     * Makes an empty space.
     *
     * @param name its name, at most 255 characters
     */
    public static EmbeddedSpace start(String name) {
        return start(name, Polling.DEFAULT);
    }

    /** As {@link #start(String)}, and says how foreign transactions' managers are asked. */
    public static EmbeddedSpace start(String name, Polling polling) {
        var space = new EmbeddedSpace(name, polling);
        space.run(() -> space.service.performWith(space.office::perform));
        SpaceClients.near(space.address.spaceId(), space);
        return space;
    }

    /** Which space it is. */
    public SpaceAddress address() {
        return address;
    }

    /** Its proxy. */
    public RemoteSpace space() {
        return new RemoteSpace(address);
    }

    /** Its transaction manager. */
    public SpaceTransactions transactions() {
        return new SpaceTransactions(address);
    }

    @Override
    public Line connect(Consumer<Reply> client) throws ConnectException {
        var line = new NearClient(this, service, client);
        try {
            thread.execute(() -> enter(line));
        } catch (RejectedExecutionException e) {
            throw new ConnectException("the space " + address.name() + " is closed", e);
        }
        return line;
    }

    private void enter(NearClient client) {
        if (closed) {
            client.end(FarewellCode.SESSIONS_END, "the space is closed");
        } else {
            clients.add(client);
        }
    }

    /** The client is gone. Called on the space's thread. */
    void left(NearClient client) {
        clients.remove(client);
    }

    /** Does something on the space's thread, soon. Nothing happens once the space is closed. */
    void run(Runnable task) {
        try {
            thread.execute(() -> attempt(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("the space {} is closed; something comes too late", address.name());
        }
    }

    private void submit(Command.OfTransaction command, Consumer<Outcome> receiver) {
        run(() -> service.submit(command, receiver));
    }

    private Runnable in(long delayMillis, Runnable task) {
        Future<?> scheduled = thread.schedule(() -> attempt(task), delayMillis, TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }

    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task of the space's own failed", e);
        }
    }

    /** Says good-bye to all clients and stops, within a second. Their sessions and all entries are gone. */
    @Override
    public void close() {
        SpaceClients.notNear(address.spaceId());
        office.close();
        run(this::end);
        try {
            if (!thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("the space {} is still at work", address.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        closed = true;
        List.copyOf(clients).forEach(client -> client.end(FarewellCode.SESSIONS_END, "the space closes"));
        service.close();
        thread.shutdown();
    }
}
