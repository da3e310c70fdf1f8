package org.gridspace.benchmarks;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Shows that matching costs the same in a small and in a large space. Prints a table and ends with 1 if a ratio isn't under
 * its limit. Arguments: the number of rounds (5), and the beginning of the names to measure (all).
 *
 * <p>The limit holds for what a program sees, a call over the wire. The engine's own share of that is a few hundred
 * nanoseconds, of which the processor's caches take away most in a space that fits into them; these ratios are for
 * information.
 */
public final class EngineBenchmark {
    private static final double LIMIT = 1.5;
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;
    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;

    private static final List<Comparison> ALL = List.of(
            new Comparison("KeyedTakeRatio", KeyedTakeOverTheWire.class, "takeAndWriteBack", FEW, MANY, LIMIT),
            new Comparison("KeyedMissRatio", KeyedTakeOverTheWire.class, "miss", FEW, MANY, LIMIT),
            new Comparison("EngineKeyedTakeRatio", KeyedTake.class, "takeAndWriteBack", FEW, MANY, NO_LIMIT),
            new Comparison("EngineKeyedMissRatio", KeyedTake.class, "miss", FEW, MANY, NO_LIMIT),
            new Comparison("EngineWaitersRatio", CrowdedMatch.class, "writeToAWaitingTake", 0, 100_000, NO_LIMIT),
            new Comparison("EngineCrowdRatio", CrowdedMatch.class, "writeThatConcernsNobody", 0, 100_000, NO_LIMIT),
            new Comparison("EngineHeldRatio", CrowdedMatch.class, "takeBehindHeld", 0, 10_000, NO_LIMIT));

    private EngineBenchmark() {}

    /** See above. */
    public static void main(String[] args) throws RunnerException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        String wanted = args.length > 1 ? args[1] : "";
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        out.println("ratio                       load   ns an operation  load ns an operation   median    range");
        boolean good = true;
        for (Comparison comparison : ALL) {
            if (comparison.name().startsWith(wanted)) {
                Comparison.Result result = comparison.run(rounds);
                out.println(result.line());
                good &= result.isGood();
            }
        }
        System.exit(good ? 0 : 1);
    }
}
