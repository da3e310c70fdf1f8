package org.gridspace.benchmarks.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.gridspace.benchmarks.peer.GridspacePeer;
import org.gridspace.benchmarks.peer.OutriggerPeer;
import org.gridspace.benchmarks.peer.Peer;
import org.gridspace.benchmarks.peer.PeerFiles;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.peer.RedisPeer;
import org.gridspace.benchmarks.peer.TcpPeer;
import org.gridspace.benchmarks.report.ReportJson;
import org.gridspace.benchmarks.report.ReportTable;
import org.gridspace.benchmarks.report.Results;
import org.gridspace.benchmarks.report.Target;
import org.gridspace.benchmarks.row.Arena;
import org.gridspace.benchmarks.row.Row;
import org.gridspace.benchmarks.row.Rows;

/** One comparison: row after row, each with servers and clients of its own, which end with it. Confined to one thread. */
public final class BenchRun {
    private final BenchOptions options;
    private final PrintWriter out;
    private final Consumer<String> progress;

    /** Prints the table to {@code out} and tells {@code progress} what happens. */
    public BenchRun(BenchOptions options, PrintWriter out, Consumer<String> progress) {
        this.options = options;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Measures, and prints each row's table when the row is through.
     *
     * @return whether everything that was to be reached was; false too if it couldn't be measured
     * @throws IOException if the JSON file can't be written
     */
    public boolean run() throws IOException, InterruptedException {
        List<Peer> peers = peers();
        var results = new Results();
        List<Target> targets = new ArrayList<>();
        for (Row row : Rows.all()) {
            if (options.rows().isEmpty() || options.rows().contains(row.name())) {
                results.addAll(measured(row, peers));
                targets.addAll(row.targets(options.scale()));
                if (options.json() != null) {
                    ReportJson.write(options.json(), results, targets);
                }
            }
        }
        return targets.stream().allMatch(target -> target.verdict(results) == Target.Verdict.MET);
    }

    private Results measured(Row row, List<Peer> peers) throws IOException, InterruptedException {
        var results = new Results();
        try (var arena = new Arena(peers, options.scale(), results, progress)) {
            row.run(arena);
        }
        ReportTable.print(out, row.name() + ": median (range of the rounds)", results, row.targets(options.scale()));
        out.println();
        out.flush();
        return results;
    }

    private List<Peer> peers() {
        List<Peer> peers = new ArrayList<>(List.of(new GridspacePeer()));
        Optional<PeerFiles> files = PeerFiles.find();
        if (files.isPresent()) {
            peers.add(new OutriggerPeer(PeerName.OUTRIGGER, files.get()));
            peers.add(new OutriggerPeer(PeerName.OUTRIGGER_FLAT, files.get()));
        } else {
            progress.accept("Outrigger is left out: this installation has no jars of it");
        }
        RedisPeer.find()
                .ifPresentOrElse(peers::add, () -> progress.accept("Redis is left out: redis-server isn't installed"));
        peers.add(new TcpPeer());
        peers.removeIf(peer -> options.without().contains(peer.name()));
        return peers;
    }
}
