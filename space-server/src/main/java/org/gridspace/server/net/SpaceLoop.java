package org.gridspace.server.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
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

    SpaceLoop(Limits limits, UUID spaceId, EventLoop eventLoop) {
        this.limits = limits;
        this.spaceId = spaceId;
        this.eventLoop = eventLoop;
        var engine = new SpaceEngine(new SecureRandom().nextLong());
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
            LOG.error("the timer's task failed", e);
        }
        flush();
    }
}
