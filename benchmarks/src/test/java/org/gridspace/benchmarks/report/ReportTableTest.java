package org.gridspace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.peer.PeerName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTableTest {
    private final Results results = new Results();
    private final List<Target> targets = List.of(
            Target.times(new Metric("write", Figure.OPERATIONS), 4, PeerName.OUTRIGGER),
            Target.times(new Metric("batch", Figure.ENTRIES), 20, PeerName.OUTRIGGER));

    @BeforeEach
    void measure() {
        results.add("write", PeerName.GRIDSPACE, Map.of(Figure.OPERATIONS, 20_000.0, Figure.P50, 50.0));
        results.add("write", PeerName.GRIDSPACE, Map.of(Figure.OPERATIONS, 22_000.0, Figure.P50, 40.0));
        results.add("write", PeerName.OUTRIGGER, Map.of(Figure.OPERATIONS, 4_000.0, Figure.P50, 200.0));
        results.add("write", PeerName.OUTRIGGER, Map.of(Figure.OPERATIONS, 4_000.0, Figure.P50, 200.0));
        results.unavailable("batch", PeerName.GRIDSPACE, "there are none");
    }

    @Test
    void print_always_hasColumnsOfThoseThatWereMeasured() {
        var text = new StringWriter();
        ReportTable.print(new PrintWriter(text), "median (range over the rounds)", results, targets);
        assertThat(text.toString().lines())
                .containsExactly(
                        "median (range over the rounds)  gridspace         outrigger  ratio to outrigger  to reach",
                        "write, op/s                     21 k (20 k–22 k)  4000       5.25 (5–5.5)        ≥ 4 × outrigger: met (5.25)",
                        "write, p50 µs                   45 (40–50)        200        4.5 (4–5)",
                        "batch, entries/s                –                 –          –                   ≥ 20 × outrigger: not measured",
                        "batch, gridspace: not available: there are none");
    }

    @Test
    void json_always_hasEveryRoundAndVerdict(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("bench.json");
        ReportJson.write(file, results, targets);
        JsonNode all = new ObjectMapper().readTree(file.toFile());
        JsonNode first = all.get("metrics").get(0);
        assertThat(first.get("rounds").get("gridspace").get(1).asDouble()).isEqualTo(22_000);
        assertThat(first.get("ratioToOutrigger").get("median").asDouble()).isEqualTo(5.25);
        assertThat(all.get("targets").findValuesAsText("verdict")).containsExactly("met", "not measured");
        assertThat(all.get("notAvailable").get(0).asText())
                .isEqualTo("batch, gridspace: not available: there are none");
    }
}
