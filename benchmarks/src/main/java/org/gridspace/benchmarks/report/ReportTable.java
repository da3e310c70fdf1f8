package org.gridspace.benchmarks.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.gridspace.benchmarks.peer.PeerName;

/** Prints results: a line a metric, a column a peer, the ratio to Outrigger and what was to be reached. Static functions. */
public final class ReportTable {
    private static final String GAP = "  ";
    private static final String NOTHING = "–";

    private ReportTable() {}

    /** Prints {@code results} under the heading {@code title}, and below them what isn't available and why. */
    public static void print(PrintWriter out, String title, Results results, List<Target> targets) {
        List<PeerName> peers =
                Arrays.stream(PeerName.values()).filter(results::has).toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(headings(title, peers));
        for (Metric metric : results.metrics()) {
            rows.add(row(results, metric, peers, targets));
        }
        for (Target target : targets) {
            if (!results.metrics().contains(target.metric())) {
                rows.add(missing(target, peers, results));
            }
        }
        align(rows).forEach(out::println);
        results.problems().forEach(out::println);
        out.flush();
    }

    private static List<String> headings(String title, List<PeerName> peers) {
        List<String> headings = new ArrayList<>();
        headings.add(title);
        peers.forEach(peer -> headings.add(peer.text()));
        headings.add("ratio to outrigger");
        headings.add("to reach");
        return headings;
    }

    private static List<String> row(Results results, Metric metric, List<PeerName> peers, List<Target> targets) {
        List<String> row = new ArrayList<>();
        row.add(metric.text());
        for (PeerName peer : peers) {
            row.add(results.spread(metric, peer).map(Spread::text).orElse(NOTHING));
        }
        row.add(results.ratio(metric, PeerName.OUTRIGGER).map(Spread::text).orElse(NOTHING));
        row.add(targets.stream()
                .filter(target -> target.metric().equals(metric))
                .map(target -> target.line(results))
                .collect(Collectors.joining("; ")));
        return row;
    }

    /** What was to be reached by something that nobody was measured at. */
    private static List<String> missing(Target target, List<PeerName> peers, Results results) {
        List<String> row = new ArrayList<>();
        row.add(target.metric().text());
        peers.forEach(peer -> row.add(NOTHING));
        row.add(NOTHING);
        row.add(target.line(results));
        return row;
    }

    private static List<String> align(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i))
                        .append(" ".repeat(widths[i] - row.get(i).length()))
                        .append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
