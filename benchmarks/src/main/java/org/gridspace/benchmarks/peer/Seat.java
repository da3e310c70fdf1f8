package org.gridspace.benchmarks.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.gridspace.benchmarks.client.ClientMain;
import org.gridspace.benchmarks.process.Child;
import org.gridspace.benchmarks.process.JavaCommand;
import org.gridspace.tracker.TrackerServer;
import org.jspecify.annotations.Nullable;

/** A running server and the client processes that were started for it. Confined to one thread. */
public final class Seat implements AutoCloseable {
    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(1);

    private final PeerName name;
    private final Child server;
    private final String address;
    private final JavaCommand clients;
    private final @Nullable TrackerServer tracker;
    private final Deque<ClientProcess> open = new ArrayDeque<>();

    /**
     * Takes over what runs.
     *
     * @param address what clients are told to connect to
     * @param clients how a client process is run
     * @param tracker the lookup service that the address names, if it does; ends with this
     */
    Seat(PeerName name, Child server, String address, JavaCommand clients, @Nullable TrackerServer tracker) {
        this.name = name;
        this.server = server;
        this.address = address;
        this.clients = clients;
        this.tracker = tracker;
    }

    /** Who serves. */
    public PeerName name() {
        return name;
    }

    /** Starts a client process; it ends with this if not before. */
    public ClientProcess client() throws IOException {
        var client = new ClientProcess(Child.start(name.text() + "'s client", clients.run(ClientMain.class, address)));
        open.push(client);
        return client;
    }

    /** The bytes in use on the server's heap after a collection. */
    public long heapUsed() throws Unavailable, InterruptedException {
        try {
            server.send("heap");
            String answer = server.answer(ANSWERS_WITHIN);
            if (!answer.startsWith("heap ")) {
                throw new Unavailable(answer);
            }
            return Long.parseLong(answer.substring("heap ".length()));
        } catch (IOException e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /** Ends the clients and the server. */
    @Override
    public void close() {
        open.forEach(ClientProcess::close);
        server.close();
        if (tracker != null) {
            tracker.close();
        }
    }
}
