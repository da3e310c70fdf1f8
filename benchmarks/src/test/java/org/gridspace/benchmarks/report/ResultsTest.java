package org.gridspace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.report.Target.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsTest {
    private static final Metric RATE = new Metric("work", Figure.OPERATIONS);
    private static final Metric DELAY = new Metric("work", Figure.P50);

    private final Results results = new Results();

    @Test
    void ratio_higherIsBetter_isOursByTheirsRoundByRound() {
        rounds("work", Figure.OPERATIONS, PeerName.GRIDSPACE, 100, 300, 80);
        rounds("work", Figure.OPERATIONS, PeerName.OUTRIGGER, 10, 100, 40);
        assertThat(results.ratio(RATE, PeerName.OUTRIGGER)).contains(new Spread(2, 3, 10));
    }

    @Test
    void ratio_lowerIsBetter_isTheirsByOurs() {
        rounds("work", Figure.P50, PeerName.GRIDSPACE, 20);
        rounds("work", Figure.P50, PeerName.OUTRIGGER, 100);
        assertThat(results.ratio(DELAY, PeerName.OUTRIGGER)).contains(new Spread(5, 5, 5));
    }

    @Test
    void ratio_peerThatFailedLater_takesTheRoundsThatBothHave() {
        rounds("work", Figure.OPERATIONS, PeerName.GRIDSPACE, 100, 300);
        rounds("work", Figure.OPERATIONS, PeerName.OUTRIGGER, 10);
        assertThat(results.ratio(RATE, PeerName.OUTRIGGER)).contains(new Spread(10, 10, 10));
        assertThat(results.ratio(RATE, PeerName.REDIS)).isEmpty();
    }

    @Test
    void verdict_ofEachKindOfTarget_comparesTheMedian() {
        rounds("work", Figure.OPERATIONS, PeerName.GRIDSPACE, 100, 300, 80);
        rounds("work", Figure.OPERATIONS, PeerName.OUTRIGGER, 10, 100, 40);
        rounds("base", Figure.OPERATIONS, PeerName.GRIDSPACE, 50, 100, 40);
        var base = new Metric("base", Figure.OPERATIONS);
        assertThat(verdict(Target.times(RATE, 3, PeerName.OUTRIGGER))).isEqualTo(Verdict.MET);
        assertThat(verdict(Target.times(RATE, 3.1, PeerName.OUTRIGGER))).isEqualTo(Verdict.NOT_MET);
        assertThat(verdict(Target.times(RATE, 1, PeerName.REDIS))).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(verdict(Target.atLeast(RATE, 100))).isEqualTo(Verdict.MET);
        assertThat(verdict(Target.atLeast(RATE, 101))).isEqualTo(Verdict.NOT_MET);
        assertThat(verdict(Target.atMost(RATE, 100))).isEqualTo(Verdict.MET);
        assertThat(verdict(Target.atMost(RATE, 99))).isEqualTo(Verdict.NOT_MET);
        assertThat(verdict(Target.atLeastOfOwn(RATE, 2, base, "base"))).isEqualTo(Verdict.MET);
        assertThat(verdict(Target.atMostOfOwn(RATE, 1.9, base, "base"))).isEqualTo(Verdict.NOT_MET);
    }

    @Test
    void addAll_ofAnother_hasTheValuesAndReasonsOfBoth() {
        rounds("work", Figure.P50, PeerName.GRIDSPACE, 20);
        var other = new Results();
        other.add("work", PeerName.GRIDSPACE, Map.of(Figure.P50, 30.0));
        other.unavailable("work", PeerName.REDIS, "why");
        results.addAll(other);
        assertThat(results.values(DELAY, PeerName.GRIDSPACE)).containsExactly(20.0, 30.0);
        assertThat(results.problems()).containsExactly("work, redis: not available: why");
    }

    @Test
    void problems_ofOnePeer_keepTheFirstReason() {
        results.unavailable("work", PeerName.REDIS, "first");
        results.unavailable("work", PeerName.REDIS, "second");
        assertThat(results.problems()).containsExactly("work, redis: not available: first");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0316,0.0316",
        "4.061,4.06",
        "47,47",
        "999.6,1000",
        "6823,6820",
        "10000,10 k",
        "21349,21.3 k",
        "1240000,1.24 M"
    })
    void text_ofANumber_hasThreeDigitsThatCount(double value, String text) {
        assertThat(Numbers.text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1;2;3;4,1,2.5,4", "7,7,7,7", "9;1;5,1,5,9"})
    void spread_ofValuesInAnyOrder_isRangeAndMedian(String values, double low, double median, double high) {
        List<Double> list =
                List.of(values.split(";")).stream().map(Double::valueOf).toList();
        assertThat(Spread.of(list)).isEqualTo(new Spread(low, median, high));
    }

    private Verdict verdict(Target target) {
        return target.verdict(results);
    }

    private void rounds(String work, Figure figure, PeerName peer, double... values) {
        for (double value : values) {
            results.add(work, peer, Map.of(figure, value));
        }
    }
}
