package org.gridspace.benchmarks;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Measures the heap that an entry costs: a key of about ten characters and a payload of 200 bytes, first without an index,
 * then with one over the key. Argument: the number of entries (1,000,000).
 */
public final class EntryFootprint {
    private static final int PAYLOAD_BYTES = 200;

    private EntryFootprint() {}

    /** See above. */
    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        var engine = new EngineDriver();
        long bytes = 0;
        long before = used();
        for (int i = 0; i < count; i++) {
            byte[] fields = EngineDriver.entry(i, PAYLOAD_BYTES);
            bytes += fields.length;
            engine.write(fields);
        }
        long plain = used() - before;
        engine.take(0, -1, 0); // looks through all of them once: the index is complete
        long indexed = used() - before;
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        out.printf(
                Locale.ROOT,
                "%d entries of %.0f packed bytes: %.0f bytes of heap each, %.0f with an index%n",
                count,
                bytes / (double) count,
                plain / (double) count,
                indexed / (double) count);
        engine.take(0);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
