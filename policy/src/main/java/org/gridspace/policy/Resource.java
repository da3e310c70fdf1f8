package org.gridspace.policy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a {@link ResourcePermission} limits. Each has a name in policy files, a unit, a smallest and a largest amount,
 * and the amount that holds where the policy file says nothing.
 */
public enum Resource {
    /** Heap of the child, in bytes; outside the heap it has a fixed further share. */
    MEMORY("memory", Unit.BYTES, 16L << 20, 1L << 40, 96L << 20),
    /** Time from a task's start to its end, in milliseconds. */
    WALL_TIME("wall-time", Unit.MILLIS, 10, 30L * 24 * 3_600_000, 600_000),
    /** Processor time of one task, all threads together, in milliseconds. */
    CPU_TIME("cpu-time", Unit.MILLIS, 10, 365L * 24 * 3_600_000, 1_200_000),
    /** Threads that a job may have at the same time, besides those of its JVM. */
    THREADS("threads", Unit.COUNT, 1, 10_000, 32),
    /** Size of the private scratch space, in bytes, held in memory. */
    SCRATCH("scratch", Unit.BYTES, 4_096, 1L << 40, 16L << 20),
    /** Size of one file that a task writes, in bytes. */
    FILE_SIZE("file-size", Unit.BYTES, 4_096, 1L << 44, 16L << 20),
    /** What a child may print in its life, in bytes; what is more is dropped. */
    OUTPUT("output", Unit.BYTES, 0, 1L << 30, 256L << 10),
    /** Size of a serialized result, in bytes. */
    RESULT("result", Unit.BYTES, 1_024, 1L << 30, 16L << 20);

    /** How an amount is written. */
    enum Unit {
        BYTES("bytes, such as 96m", Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30)),
        MILLIS("a time, such as 10s", Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L)),
        COUNT("a number, such as 32", Map.of("", 1L));

        private final String example;
        private final Map<String, Long> factors;

        Unit(String example, Map<String, Long> factors) {
            this.example = example;
            this.factors = factors;
        }
    }

    private final String label;
    private final Unit unit;
    private final long least;
    private final long most;
    private final long standard;

    Resource(String label, Unit unit, long least, long most, long standard) {
        this.label = label;
        this.unit = unit;
        this.least = least;
        this.most = most;
        this.standard = standard;
    }

    /** The name in policy files. */
    public String label() {
        return label;
    }

    /** The amount where a policy file says nothing. */
    public long standard() {
        return standard;
    }

    /** The resource of that name. */
    static Optional<Resource> named(String label) {
        return Arrays.stream(values()).filter(r -> r.label.equals(label)).findFirst();
    }

    /** All names, for messages. */
    static String names() {
        return Arrays.stream(values()).map(Resource::label).collect(Collectors.joining(", "));
    }

    /**
     * Reads an amount.
     *
     * @throws IllegalArgumentException saying what would be right
     */
    long amount(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        int digits = 0;
        while (digits < text.length() && digits < 18 && Character.digit(text.charAt(digits), 10) >= 0) {
            digits++;
        }
        Long factor = unit.factors.get(text.substring(digits).strip());
        if (digits == 0 || factor == null) {
            throw new IllegalArgumentException(label + " wants " + unit.example + ", not '" + written + "'");
        }
        BigDecimal amount = new BigDecimal(text.substring(0, digits)).multiply(BigDecimal.valueOf(factor));
        if (amount.compareTo(BigDecimal.valueOf(least)) < 0 || amount.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new IllegalArgumentException(
                    label + " must be from " + shown(least) + " to " + shown(most) + ", not '" + written + "'");
        }
        return amount.longValueExact();
    }

    /** An amount as a policy file would say it, with the largest unit that fits. */
    public String shown(long amount) {
        return unit.factors.entrySet().stream()
                .filter(f -> amount == 0 ? f.getValue() == 1 : amount % f.getValue() == 0)
                .max(Map.Entry.comparingByValue())
                .map(f -> amount / f.getValue() + f.getKey())
                .orElseGet(() -> Long.toString(amount));
    }
}
