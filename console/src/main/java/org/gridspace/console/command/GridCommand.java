package org.gridspace.console.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** What every command has. {@code call} returns the exit code; what it throws is told to the user by the command line. */
public abstract class GridCommand implements Callable<Integer> {
    private static final String VERBOSE = "--verbose";
    private static final String LOG_LEVEL = "gridspace.log.level"; // log4j2.xml reads it

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    /** Called by picocli before anything logs. */
    @Option(names = VERBOSE, description = "Log the life cycle on standard error; add the stack trace to an error.")
    final void setVerbose(boolean verbose) {
        if (verbose) {
            System.setProperty(LOG_LEVEL, "INFO");
        }
    }

    /** Whether {@code --verbose} was given to the command that was parsed last. */
    public static boolean isVerbose(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.hasMatchedOption(VERBOSE);
    }

    /** Where results and READY lines go, and nothing else. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Where errors and progress go. */
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** The command as picocli knows it. */
    final CommandSpec spec() {
        return spec;
    }
}
