package org.gridspace.benchmarks.report;

import java.util.List;

/**
 * Where the values of several rounds lie.
 *
 * @param low the least
 * @param median the middle one, or the mean of the two in the middle
 * @param high the greatest
 */
public record Spread(double low, double median, double high) {
    /** Of at least one value. */
    public static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        if (size == 0) {
            throw new IllegalArgumentException("no values");
        }
        double median = size % 2 == 1 ? sorted.get(size / 2) : (sorted.get(size / 2 - 1) + sorted.get(size / 2)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(size - 1));
    }

    /** Median and range; the median alone if there was but one value. */
    public String text() {
        return low == high
                ? Numbers.text(median)
                : Numbers.text(median) + " (" + Numbers.text(low) + "–" + Numbers.text(high) + ")";
    }
}
