package org.gridspace.console.command;

import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** What every command takes. */
public final class CommonOptions {
    /** Set to {@code INFO} by {@code --verbose} before anything logs; log4j2.xml reads it. */
    public static final String LOG_LEVEL = "gridspace.log.level";

    private static final String VERBOSE = "--verbose";

    @Option(names = VERBOSE, description = "Log the life cycle on standard error; add the stack trace to an error.")
    private boolean verbose;

    /** Whether {@code --verbose} was given. */
    public boolean isVerbose() {
        return verbose;
    }

    /** Whether {@code --verbose} was given to the command that was parsed last. */
    public static boolean isVerbose(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.hasMatchedOption(VERBOSE);
    }
}
