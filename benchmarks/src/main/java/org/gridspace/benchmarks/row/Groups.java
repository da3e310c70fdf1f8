package org.gridspace.benchmarks.row;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Counts for people. Static functions. */
final class Groups {
    private static final int THOUSAND = 1_000;

    private Groups() {}

    /** 1 k, 10 k, 1 M; other numbers as they are. */
    static String text(long count) {
        if (count >= THOUSAND * THOUSAND && count % (THOUSAND * THOUSAND) == 0) {
            return count / (THOUSAND * THOUSAND) + " M";
        }
        return count >= THOUSAND && count % THOUSAND == 0
                ? count / THOUSAND + " k"
                : new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(count);
    }
}
