package org.gridspace.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.peer.PeerName;

/** Writes results as JSON: every round's value, the ratios, the verdicts. Static functions. */
public final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportJson() {}

    /** Writes {@code file} anew. */
    public static void write(Path file, Results results, List<Target> targets) throws IOException {
        List<Map<String, Object>> metrics = new ArrayList<>();
        for (Metric metric : results.metrics()) {
            metrics.add(metric(metric, results));
        }
        List<Map<String, Object>> verdicts = new ArrayList<>();
        for (Target target : targets) {
            verdicts.add(target(target, results));
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("metrics", metrics);
        all.put("targets", verdicts);
        all.put("notAvailable", results.problems());
        JSON.writeValue(file.toFile(), all);
    }

    private static Map<String, Object> metric(Metric metric, Results results) {
        var rounds = new LinkedHashMap<String, Object>();
        for (PeerName peer : PeerName.values()) {
            List<Double> values = results.values(metric, peer);
            if (!values.isEmpty()) {
                rounds.put(peer.text(), values);
            }
        }
        var object = new LinkedHashMap<String, Object>();
        object.put("work", metric.work());
        object.put("figure", metric.figure().text());
        object.put("rounds", rounds);
        results.ratio(metric, PeerName.OUTRIGGER).ifPresent(ratio -> object.put("ratioToOutrigger", ratio));
        return object;
    }

    private static Map<String, Object> target(Target target, Results results) {
        var object = new LinkedHashMap<String, Object>();
        object.put("work", target.metric().work());
        object.put("figure", target.metric().figure().text());
        object.put("toReach", target.text());
        object.put("verdict", target.verdict(results).words());
        target.value().apply(results).ifPresent(reached -> object.put("reached", reached));
        return object;
    }
}
