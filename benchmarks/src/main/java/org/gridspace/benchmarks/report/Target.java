package org.gridspace.benchmarks.report;

import java.util.Optional;
import java.util.function.Function;
import org.gridspace.benchmarks.peer.PeerName;

/**
 * Something to reach. Judged is the median over the rounds.
 *
 * @param metric the line of the table that it belongs to
 * @param text what is to be reached, such as {@code ≥ 4 × outrigger}
 * @param atLeast whether the limit is the least or the most
 * @param limit the limit
 * @param value what is compared with it; empty if it wasn't measured
 */
public record Target(
        Metric metric, String text, boolean atLeast, double limit, Function<Results, Optional<Spread>> value) {
    /** How it turned out. */
    public enum Verdict {
        /** Reached. */
        MET("met"),
        /** Missed. */
        NOT_MET("NOT met"),
        /** What it needs wasn't measured. */
        NOT_MEASURED("not measured");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** In words. */
        public String words() {
            return words;
        }
    }

    /** We are at least {@code times} times as good as {@code peer}. */
    public static Target times(Metric metric, double times, PeerName peer) {
        String text = times == 1 ? "not below " + peer.text() : "≥ " + Numbers.text(times) + " × " + peer.text();
        return new Target(metric, text, true, times, results -> results.ratio(metric, peer));
    }

    /** Our value is {@code limit} or more. */
    public static Target atLeast(Metric metric, double limit) {
        return new Target(
                metric, "≥ " + Numbers.text(limit), true, limit, results -> results.spread(metric, PeerName.GRIDSPACE));
    }

    /** Our value is {@code limit} or less. */
    public static Target atMost(Metric metric, double limit) {
        return new Target(
                metric,
                "≤ " + Numbers.text(limit),
                false,
                limit,
                results -> results.spread(metric, PeerName.GRIDSPACE));
    }

    /** Our value is {@code limit} times our value of {@code base} or more; {@code called} is what the base is called. */
    public static Target atLeastOfOwn(Metric metric, double limit, Metric base, String called) {
        String text = "≥ " + Numbers.text(limit) + " × " + called;
        return new Target(metric, text, true, limit, results -> results.quotient(metric, base));
    }

    /** Our value is {@code limit} times our value of {@code base} or less. */
    public static Target atMostOfOwn(Metric metric, double limit, Metric base, String called) {
        String text = "≤ " + Numbers.text(limit) + " × " + called;
        return new Target(metric, text, false, limit, results -> results.quotient(metric, base));
    }

    /** How it turned out. */
    public Verdict verdict(Results results) {
        return value.apply(results)
                .map(spread ->
                        (atLeast ? spread.median() >= limit : spread.median() <= limit) ? Verdict.MET : Verdict.NOT_MET)
                .orElse(Verdict.NOT_MEASURED);
    }

    /** What is to be reached, how it turned out, and with what value. */
    public String line(Results results) {
        String reached = value.apply(results)
                .map(spread -> " (" + Numbers.text(spread.median()) + ")")
                .orElse("");
        return text + ": " + verdict(results).words() + reached;
    }
}
