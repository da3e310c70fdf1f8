package org.gridspace.benchmarks.report;

import org.gridspace.benchmarks.order.Figure;

/**
 * One line of the table.
 *
 * @param work what was done
 * @param figure what was measured of it
 */
public record Metric(String work, Figure figure) {
    /** Both. */
    public String text() {
        return work + ", " + figure.text();
    }
}
