package org.gridspace.console.command;

import java.util.function.Function;
import java.util.function.Supplier;
import org.gridspace.console.outcome.CommandFailed;
import org.gridspace.console.outcome.ExitCode;

/** Failures that are mistakes on the command line: one line, exit code 2. */
final class Misuse {
    private Misuse() {}

    /** A mistake told in {@code message}. */
    static CommandFailed of(String message) {
        return new CommandFailed(ExitCode.USAGE, message);
    }

    /** {@code what} is promised for a later version and asked for now. */
    static CommandFailed notYet(String what) {
        return of(what + " is not available yet");
    }

    /** What {@code make} makes of values from the command line; what it refuses is told as a mistake. */
    static <T> T told(Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** {@code parse}, with what it refuses told as a mistake in {@code option}. */
    static <T> Function<String, T> checking(String option, Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new CommandFailed(ExitCode.USAGE, option + ": " + e.getMessage(), e);
            }
        };
    }
}
