package org.gridspace.local;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.jini.space.JavaSpace05;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.client.SpaceClients;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.failure.GridUnavailable;
import org.gridspace.grid.Grid;
import org.gridspace.grid.GridExecutor;
import org.gridspace.grid.JobOptions;
import org.gridspace.server.host.NameTaken;
import org.gridspace.server.host.SpaceHost;
import org.gridspace.server.host.SpaceHostConfig;
import org.gridspace.tracker.TrackerConfig;
import org.gridspace.tracker.TrackerServer;

/**
 * A whole grid that belongs to this process: tracker and space within it, workers as sandboxed processes of their own. It
 * is bound to loopback, in a discovery group of its own so that no stranger's worker finds it by multicast. A worker that
 * dies is replaced. Everything ends when this is closed, and the workers end when this process does, however it does.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedGrid implements Grid {
    private static final Logger LOG = LogManager.getLogger(EmbeddedGrid.class);
    private static final String SPACE = "local";

    private final TrackerServer tracker;
    private final WorkerFleet workers;
    private final SpaceHost space;
    private final Grid grid;

    private EmbeddedGrid(TrackerServer tracker, WorkerFleet workers, SpaceHost space, Grid grid) {
        this.tracker = tracker;
        this.workers = workers;
        this.space = space;
        this.grid = grid;
    }

    /**
     * Starts it; tasks can be submitted when this returns, though workers may still be on their way.
     *
     * @param workers how many worker processes, 1 or more
     * @throws GridUnavailable if it doesn't come up
     */
    public static EmbeddedGrid start(int workers) {
        try (var started = new Undo()) {
            List<String> groups = List.of("gridspace-local-" + UUID.randomUUID());
            TrackerServer tracker = started.later(
                    TrackerServer.start(new TrackerConfig(GridNetwork.LOOPBACK, 0, 0, null, groups, false)));
            WorkerFleet fleet = started.later(WorkerFleet.start(workers, WorkerCommandLine.of(tracker.address())));
            var network = new GridNetwork(List.of(tracker.address()), groups, GridNetwork.LOOPBACK, false);
            SpaceHost space = started.later(SpaceHost.start(new SpaceHostConfig(SPACE, network, 0, 0)));
            Grid grid = started.later(Grid.connect(network, SPACE));
            started.keep();
            return new EmbeddedGrid(tracker, fleet, space, grid);
        } catch (IOException | NameTaken e) {
            throw new GridUnavailable("the embedded grid doesn't start: " + e.getMessage(), e);
        }
    }

    /** The address that {@link Grid#connect} takes, for other programs on this machine. */
    public String uri() {
        return "jini://" + tracker.address() + "/" + SPACE;
    }

    /** The tracker and nothing else, for whoever wants to look into this grid. */
    public GridNetwork network() {
        return GridNetwork.loopback(tracker.address());
    }

    /** The worker processes that run now; one that died is missing until it has been replaced. */
    public List<ProcessHandle> workers() {
        return workers.handles();
    }

    /**
     * Completes when a worker is ready and registered; fails with {@link GridUnavailable} if none can run here. Jobs can be
     * submitted before.
     */
    public CompletableFuture<Void> ready() {
        return workers.anyReady().handle((line, failure) -> {
            if (failure != null) {
                throw new GridUnavailable("no worker process runs here: " + failure.getMessage(), failure);
            }
            return null;
        });
    }

    @Override
    public JavaSpace05 space() {
        return grid.space();
    }

    @Override
    public GridExecutor executor(String job, JobOptions options) {
        return grid.executor(job, options);
    }

    @Override
    public void close() {
        grid.close();
        workers.close();
        endSession();
        space.close();
        tracker.close();
    }

    /** The session that this process's proxies share would complain that its space is gone. */
    private void endSession() {
        try {
            SpaceClients.shared(space.address()).close();
        } catch (IOException e) {
            LOG.debug("no session to end", e);
        }
    }
}
