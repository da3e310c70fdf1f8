package org.gridspace.benchmarks.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.peer.Peer;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.peer.Seat;
import org.gridspace.benchmarks.peer.Unavailable;
import org.gridspace.benchmarks.report.Results;

/**
 * Where a row's peers compete: starts their servers, measures them in turn, and ends all that was started. One a row; confined to one
 * thread.
 */
public final class Arena implements AutoCloseable {
    private final List<Peer> peers;
    private final Scale scale;
    private final Results results;
    private final Consumer<String> progress;
    private final List<Seat> seats = new ArrayList<>();

    /**
     * Nothing is started yet.
     *
     * @param peers those that take part
     * @param results where figures and reasons go
     * @param progress told what happens, a line each
     */
    public Arena(List<Peer> peers, Scale scale, Results results, Consumer<String> progress) {
        this.peers = List.copyOf(peers);
        this.scale = scale;
        this.results = results;
        this.progress = progress;
    }

    /** One measurement of one peer. */
    public interface Bout {
        /** Measures. */
        Map<Figure, Double> measure() throws Unavailable, InterruptedException, IOException;
    }

    /** Measures a peer by what was prepared for it. */
    public interface Trial<T> {
        /** Measures. */
        Map<Figure, Double> measure(T prepared) throws Unavailable, InterruptedException, IOException;
    }

    /** The bouts of all peers that something was prepared for. */
    static <T> Map<PeerName, Bout> bouts(Map<PeerName, T> prepared, Trial<T> trial) {
        Map<PeerName, Bout> bouts = new LinkedHashMap<>();
        prepared.forEach((peer, its) -> bouts.put(peer, () -> trial.measure(its)));
        return bouts;
    }

    /** Makes what is needed for the bouts of a peer. */
    public interface Preparation<T> {
        /** Starts a server, clients and whatever else, and prepares them. */
        T prepare(Peer peer) throws Unavailable, InterruptedException, IOException;
    }

    /** How much is to be done. */
    public Scale scale() {
        return scale;
    }

    /** Starts a server that ends with this. */
    public Seat seat(Peer peer) throws IOException, InterruptedException {
        Seat seat = peer.start();
        seats.add(seat);
        return seat;
    }

    /** Prepares each peer that takes part and is one of {@code names}; {@code work} lacks those that can't. */
    public <T> Map<PeerName, T> prepare(String work, List<PeerName> names, Preparation<T> preparation)
            throws InterruptedException {
        Map<PeerName, T> prepared = new LinkedHashMap<>();
        for (Peer peer : peers) {
            if (names.contains(peer.name())) {
                progress.accept(work + ": preparing " + peer.name().text());
                try {
                    prepared.put(peer.name(), preparation.prepare(peer));
                } catch (Unavailable | IOException e) {
                    results.unavailable(work, peer.name(), String.valueOf(e.getMessage()));
                }
            }
        }
        return prepared;
    }

    /**
     * Measures after one round that doesn't count, in which everything gets warm. A round is cut into {@link Scale#TURNS} turns, since a
     * shared machine's speed changes within seconds.
     */
    public void compete(String work, Map<PeerName, Bout> bouts) throws InterruptedException {
        competeTogether(List.of(new Work(work, bouts)));
    }

    /** The same for several works that are compared with one another. */
    void competeTogether(List<Work> works) throws InterruptedException {
        rounds(works, true, scale.rounds() * Scale.TURNS);
    }

    /** Measures without getting warm first. */
    public void competeCold(String work, Map<PeerName, Bout> bouts) throws InterruptedException {
        rounds(List.of(new Work(work, bouts)), false, scale.rounds());
    }

    /** Notes one round of what can't be repeated. */
    public void once(String work, Map<PeerName, Bout> bouts) throws InterruptedException {
        rounds(List.of(new Work(work, bouts)), false, 1);
    }

    /** All peers in turn; one that fails is left out from then on. */
    private void rounds(List<Work> works, boolean warmUp, int rounds) throws InterruptedException {
        List<Work> left = works.stream()
                .map(work -> new Work(work.name(), new LinkedHashMap<>(work.bouts())))
                .toList();
        left.forEach(work -> progress.accept(work.name()));
        for (int i = warmUp ? -Scale.TURNS : 0; i < rounds; i++) {
            for (Work work : left) {
                round(work.name(), work.bouts(), i >= 0);
            }
        }
    }

    private void round(String work, Map<PeerName, Bout> bouts, boolean counts) throws InterruptedException {
        for (Map.Entry<PeerName, Bout> bout : List.copyOf(bouts.entrySet())) {
            PeerName peer = bout.getKey();
            try {
                Map<Figure, Double> figures = bout.getValue().measure();
                if (counts) {
                    results.add(work, peer, figures);
                }
            } catch (Unavailable | IOException e) {
                results.unavailable(work, peer, String.valueOf(e.getMessage()));
                bouts.remove(peer);
            }
        }
    }

    /** Ends all servers and clients. */
    @Override
    public void close() {
        seats.forEach(Seat::close);
        seats.clear();
    }
}
