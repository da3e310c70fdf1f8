package org.gridspace.benchmarks.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.gridspace.benchmarks.peer.PeerName;
import org.gridspace.benchmarks.row.Scale;
import org.jspecify.annotations.Nullable;

/**
 * What is to be compared.
 *
 * @param rows names of rows; none: all
 * @param scale how much is done
 * @param without who is left out
 * @param json where to write the figures as JSON too; null: nowhere
 */
public record BenchOptions(
        List<String> rows,
        Scale scale,
        Set<PeerName> without,
        @Nullable Path json) {
    /** Copies. */
    public BenchOptions {
        rows = List.copyOf(rows);
        without = Set.copyOf(without);
    }
}
