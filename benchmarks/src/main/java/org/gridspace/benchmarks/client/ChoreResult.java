package org.gridspace.benchmarks.client;

import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/** What a task came to. */
public final class ChoreResult implements Entry {
    private static final long serialVersionUID = 1;

    /** The number of the task. */
    public @Nullable Integer number;

    /** A checksum of its payload. */
    public @Nullable Integer sum;

    /** A template that matches every result. */
    public ChoreResult() {}

    /** A result. */
    ChoreResult(int number, int sum) {
        this.number = number;
        this.sum = sum;
    }
}
