package org.gridspace.console.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tracker, space and workers, each started by hand as the README tells. */
final class HandmadeGrid implements AutoCloseable {
    private final List<Launched> all = new ArrayList<>();
    private final Launched tracker;
    private final String trackerAddress;
    private final String http;
    private final Launched space;
    private final String spaceAddress;
    private final List<Launched> workers = new ArrayList<>();
    private final Path policy;

    /** With that many workers; their policy file is put into {@code folder}. */
    HandmadeGrid(Path folder, int workerCount) throws IOException {
        policy = folder.resolve("worker.policy");
        try (InputStream strict = HandmadeGrid.class.getResourceAsStream("/org/gridspace/policy/worker.policy")) {
            Files.write(policy, strict.readAllBytes());
        }
        tracker = add(Launched.gridspace("tracker", "--port", "0", "--http", "0"));
        List<String> listening = tracker.awaitReady();
        trackerAddress = listening.get(3).substring("jini://".length());
        http = listening.get(4);
        space = add(Launched.gridspace("space", "render", "--tracker", trackerAddress));
        for (int i = 0; i < workerCount; i++) {
            startWorker();
        }
        boolean ready = false;
        try {
            spaceAddress = space.awaitReady().get(3);
            workers.forEach(Launched::awaitReady);
            ready = true;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    Launched tracker() {
        return tracker;
    }

    Launched space() {
        return space;
    }

    List<Launched> workers() {
        return workers;
    }

    /** Starts one more worker. */
    Launched startWorker() {
        Launched worker = add(Launched.gridspace(
                "worker", "--policy", policy.toString(), "--slots", "1", "--tracker", trackerAddress));
        workers.add(worker);
        return worker;
    }

    /** Starts the tracker again where the first one was. */
    Launched restartTracker() {
        String port = trackerAddress.substring(trackerAddress.lastIndexOf(':') + 1);
        return add(Launched.gridspace("tracker", "--port", port, "--http", "0"));
    }

    /** {@code host:port} of the tracker. */
    String trackerAddress() {
        return trackerAddress;
    }

    /** The tracker's HTTP address. */
    String http() {
        return http;
    }

    /** {@code host:port} of the space. */
    String spaceAddress() {
        return spaceAddress;
    }

    String uri() {
        return "jini://" + trackerAddress + "/render";
    }

    private Launched add(Launched launched) {
        all.add(launched);
        return launched;
    }

    @Override
    public void close() {
        all.forEach(Launched::close);
    }
}
