package org.gridspace.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers for people. Static functions. */
final class Numbers {
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final double KILO = 1_000;
    private static final double MEGA = 1_000_000;
    private static final double FROM_KILO = 10_000;

    private Numbers() {}

    /** Three digits that count, with {@code k} from ten thousand and {@code M} from a million: 47.1, 980, 6820, 21.3 k, 1.2 M. */
    static String text(double value) {
        double rounded = rounded(value);
        if (rounded >= MEGA) {
            return digits(rounded / MEGA) + " M";
        }
        return rounded >= FROM_KILO ? digits(rounded / KILO) + " k" : digits(rounded);
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(THREE_DIGITS).doubleValue();
    }

    private static String digits(double value) {
        return new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
    }
}
