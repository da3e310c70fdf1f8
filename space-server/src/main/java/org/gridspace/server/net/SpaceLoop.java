package org.gridspace.server.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.server.engine.Command;
import org.gridspace.server.engine.EngineLimits;
import org.gridspace.server.engine.Outcome;
import org.gridspace.server.engine.Polling;
import org.gridspace.server.engine.SpaceEngine;
import org.gridspace.server.log.MemoryLog;
import org.gridspace.server.service.SpaceClock;
import org.gridspace.server.service.SpaceService;
import org.gridspace.wire.FarewellCode;

/** What the connections of one space share on their event loop. Confined to it. */
final class SpaceLoop {
    private static final Logger LOG = LogManager.getLogger(SpaceLoop.class);

    private final Limits limits;
    private final UUID spaceId;
    private final EventLoop eventLoop;
    private final SpaceService service;
    private final Set<FrameHandler> connections = new HashSet<>();
    private List<FrameHandler> dirty = new ArrayList<>();

    SpaceLoop(Limits limits, UUID spaceId, EventLoop eventLoop, Polling polling) {
        this.limits = limits;
        this.spaceId = spaceId;
        this.eventLoop = eventLoop;
        var engine = new SpaceEngine(new SecureRandom().nextLong(), EngineLimits.DEFAULT, polling);
        this.service = new SpaceService(engine, MemoryLog::new, SpaceClock.system(), this::in);
    }

    Limits limits() {
        return limits;
    }

    UUID spaceId() {
        return spaceId;
    }

    SpaceService service() {
        return service;
    }

    /** A connection is there; false if it is one too many. */
    boolean entered(FrameHandler connection) {
        return connections.size() < limits.connections() && connections.add(connection);
    }

    void left(FrameHandler connection) {
        connections.remove(connection);
    }

    /** The connection has replies for the next {@link #flush}. */
    void flushLater(FrameHandler connection) {
        dirty.add(connection);
    }

    /** Sends what has gathered during this turn of the loop, for whichever connections. */
    void flush() {
        if (dirty.isEmpty()) {
            return;
        }
        List<FrameHandler> now = dirty;
        dirty = new ArrayList<>();
        now.forEach(FrameHandler::flush);
    }

    /** Submits what is said about a transaction outside of connections. From any thread; nothing happens once the loop has ended. */
    void submit(Command.OfTransaction command, Consumer<Outcome> receiver) {
        enter(() -> service.submit(command, receiver), command);
    }

    /** Says who will call the listener of a registration. From any thread; nothing happens once the loop has ended. */
    void adopted(Command.Adopted command) {
        enter(() -> service.adopted(command), command);
    }

    private void enter(Runnable task, Command command) {
        try {
            eventLoop.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            LOG.debug(
                    "the space is closed; {} comes too late", command.getClass().getSimpleName());
        }
    }

    /** Says good-bye to everybody and ends the service. */
    void close() {
        FarewellCode reason = service.isDurable() ? FarewellCode.CLOSING : FarewellCode.SESSIONS_END;
        List.copyOf(connections).forEach(connection -> connection.end(reason, "the space closes"));
        service.close();
    }

    private Runnable in(long delayMillis, Runnable task) {
        Future<?> scheduled = eventLoop.schedule(() -> run(task), delayMillis, TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task of the space's own failed", e);
        }
        flush();
    }
}
