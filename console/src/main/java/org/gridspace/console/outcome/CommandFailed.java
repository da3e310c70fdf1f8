package org.gridspace.console.outcome;

import org.jspecify.annotations.Nullable;

/** Ends a command with one line for the user and an exit code. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /** Ends with {@code exitCode} and the line {@code message}. */
    public CommandFailed(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    /** The same; {@code --verbose} shows {@code cause} too. */
    public CommandFailed(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The code to end with. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
