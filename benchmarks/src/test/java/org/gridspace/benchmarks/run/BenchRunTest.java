package org.gridspace.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.row.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real processes, as little work as possible: what is measured here says nothing about speed. */
@Timeout(120)
class BenchRunTest {
    private static final Scale TINY = new Scale(2, 20, List.of(100L), 20, 5, 20, 50, 5, 30);

    @Test
    void run_besideOutrigger_measuresBothAndLeavesNoProcess() throws Exception {
        String table = run("write-take", EnumSet.of(PeerName.OUTRIGGER_FLAT, PeerName.REDIS));
        assertThat(table).doesNotContain("not available");
        assertThat(table.lines().filter(line -> line.startsWith("write + take, 16 threads, op/s")))
                .singleElement()
                .asString()
                .containsPattern("op/s +[0-9.]+ ?[k]? \\(.* [0-9.]+ ?[k]? \\(.*≥ 20 × outrigger: (NOT )?met");
        assertThat(table.lines().findFirst().orElseThrow())
                .containsSubsequence("gridspace", "outrigger", "raw tcp", "ratio to outrigger", "to reach");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void run_ourselvesAlone_measuresWhatNeedsNobodyElse() throws Exception {
        String table =
                run("hand-off", EnumSet.of(PeerName.OUTRIGGER, PeerName.OUTRIGGER_FLAT, PeerName.REDIS, PeerName.TCP));
        assertThat(table).containsPattern("2 processes, p50 µs +[0-9.]+");
        assertThat(table).contains("≥ 5 × outrigger: not measured");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    private static String run(String row, Set<PeerName> without) throws Exception {
        var text = new StringWriter();
        try (var out = new PrintWriter(text)) {
            boolean reached = new BenchRun(new BenchOptions(List.of(row), TINY, without, null), out, line -> {}).run();
            assertThat(reached)
                    .isEqualTo(!text.toString().contains("NOT met")
                            && !text.toString().contains("not measured"));
        }
        return text.toString();
    }
}
