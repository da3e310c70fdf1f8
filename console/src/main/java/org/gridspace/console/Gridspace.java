package org.gridspace.console;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gridspace.console.command.CommonOptions;
import org.gridspace.console.outcome.ExitCode;
import org.gridspace.console.outcome.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line {@code gridspace}. */
@Command(
        name = "gridspace",
        description = {
            "A JavaSpaces tuple space and a peer-to-peer grid built on it.",
            "A tracker knows who takes part, hosts export spaces, workers take tasks from them and run them in a sandbox."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 done, 1 nothing matched or the job failed, 2 usage or an address refused,",
            "  3 policy, 4 unreachable, 5 name or port taken, 6 denied"
        })
public final class Gridspace implements Runnable {
    private static final String JUL_MANAGER = "java.util.logging.manager";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    /** Runs the command that {@code args} name and ends the process with its exit code. */
    public static void main(String[] args) {
        if (System.getProperty(JUL_MANAGER) == null) {
            System.setProperty(JUL_MANAGER, "org.apache.logging.log4j.jul.LogManager");
        }
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(commandLine(out, err).execute(args));
    }

    /** The command line with its commands, printing results to {@code out} and errors to {@code err}. */
    public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Gridspace())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, args) -> misused(e))
                .setExecutionExceptionHandler(Gridspace::failed);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? `gridspace help` lists them");
    }

    private static int misused(ParameterException e) {
        CommandLine command = e.getCommandLine();
        say(command, new Failure(ExitCode.USAGE, misuse(e)));
        return ExitCode.USAGE.number();
    }

    private static String misuse(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            boolean root = e.getCommandLine().getParent() == null;
            String word = unmatched.getUnmatched().get(0);
            String what = unmatched.isUnknownOption() ? "unknown option " : root ? "unknown command " : "unexpected argument ";
            List<String> suggestions = unmatched.getSuggestions();
            return what + "'" + word + "'" + (suggestions.isEmpty() ? "" : "; did you mean '" + suggestions.get(0) + "'?");
        }
        return String.valueOf(e.getMessage());
    }

    private static int failed(Exception e, CommandLine command, ParseResult parsed) {
        Failure failure = Failure.of(e);
        say(command, failure);
        if (CommonOptions.isVerbose(parsed)) {
            e.printStackTrace(command.getErr());
        }
        return failure.exitCode().number();
    }

    private static void say(CommandLine command, Failure failure) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + failure.line());
    }
}
