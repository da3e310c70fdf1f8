package org.gridspace.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One benchmark method under two loads. Both are measured in each round, one right after the other, in a JVM of their own,
 * so that a slow or busy machine slows both; what counts is the median of the rounds' ratios.
 *
 * @param name what the table calls the ratio
 * @param type the benchmark's class, with a parameter {@code load}
 * @param method its method
 * @param lightLoad the load that the other is compared with
 * @param heavyLoad the other load
 * @param limit the ratio that fails; {@link Double#POSITIVE_INFINITY} if it's only for information
 */
record Comparison(String name, Class<?> type, String method, int lightLoad, int heavyLoad, double limit) {
    private static final TimeValue ITERATION = TimeValue.milliseconds(700);
    private static final int WARMUPS = 3;
    private static final int MEASUREMENTS = 3;

    /** What came out, in nanoseconds an operation, by round. */
    record Result(Comparison comparison, List<Double> light, List<Double> heavy) {
        double ratio() {
            return median(ratios());
        }

        boolean isGood() {
            return ratio() < comparison.limit();
        }

        String line() {
            List<Double> ratios = ratios();
            return String.format(
                    Locale.ROOT,
                    "%-22s %9d %12.0f %9d %12.0f %8.2f %6.2f–%-6.2f %s",
                    comparison.name(),
                    comparison.lightLoad(),
                    median(light),
                    comparison.heavyLoad(),
                    median(heavy),
                    ratio(),
                    ratios.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                    ratios.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                    verdict());
        }

        private String verdict() {
            if (comparison.limit() == Double.POSITIVE_INFINITY) {
                return "for information";
            }
            return (isGood() ? "under " : "NOT under ") + comparison.limit();
        }

        private List<Double> ratios() {
            var ratios = new ArrayList<Double>();
            for (int i = 0; i < light.size(); i++) {
                ratios.add(heavy.get(i) / light.get(i));
            }
            return ratios;
        }

        private static double median(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }
    }

    /** Measures; takes about 10 s a round. */
    Result run(int rounds) throws RunnerException {
        var light = new ArrayList<Double>();
        var heavy = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            light.add(score(lightLoad));
            heavy.add(score(heavyLoad));
        }
        return new Result(this, light, heavy);
    }

    private double score(int load) throws RunnerException {
        Options options = new OptionsBuilder()
                .include("^" + type.getName().replace(".", "\\.") + "\\." + method + "$")
                .param("load", Integer.toString(load))
                .forks(1)
                .warmupIterations(WARMUPS)
                .warmupTime(ITERATION)
                .measurementIterations(MEASUREMENTS)
                .measurementTime(ITERATION)
                .jvmArgs("-Xms2g", "-Xmx2g", "-XX:+UseSerialGC") // as the launcher starts servers
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(options).runSingle().getPrimaryResult().getScore();
    }
}
