package org.gridspace.worker.sandbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A child ended, or was ended, before it replied: its death certificate. The task may have run in part; whether it may
 * run again is for its job to say.
 */
public final class ChildDied extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String limit;
    private final int exitCode;
    private final List<String> lastOutput;

    ChildDied(String message, @Nullable String limit, int exitCode, List<String> lastOutput) {
        super(message);
        this.limit = limit;
        this.exitCode = exitCode;
        this.lastOutput = List.copyOf(lastOutput);
    }

    /** The limit that it ran into, named as in the policy file ({@code "wall-time"}, {@code "memory"}, …), if any. */
    public Optional<String> limit() {
        return Optional.ofNullable(limit);
    }

    /** Its exit code; 128 + n after signal n; -1 if it could not even be started. */
    public int exitCode() {
        return exitCode;
    }

    /** The signal that ended it; empty if it exited by itself. */
    public Optional<Integer> signal() {
        return exitCode > 128 && exitCode < 128 + 65 ? Optional.of(exitCode - 128) : Optional.empty();
    }

    /** The last lines that it or its task printed, at most 20 of at most 1,000 characters; a stranger's words. */
    public List<String> lastOutput() {
        return lastOutput;
    }
}
