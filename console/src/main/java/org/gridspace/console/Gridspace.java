package org.gridspace.console;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.gridspace.console.command.BenchCommand;
import org.gridspace.console.command.DemoCommand;
import org.gridspace.console.command.GridCommand;
import org.gridspace.console.command.LsCommand;
import org.gridspace.console.command.PeersCommand;
import org.gridspace.console.command.ReadCommand;
import org.gridspace.console.command.RunCommand;
import org.gridspace.console.command.SpaceCommand;
import org.gridspace.console.command.TakeCommand;
import org.gridspace.console.command.TrackerCommand;
import org.gridspace.console.command.WithExamples;
import org.gridspace.console.command.WithFooter;
import org.gridspace.console.command.WorkerCommand;
import org.gridspace.console.command.WriteCommand;
import org.gridspace.console.outcome.ExitCode;
import org.gridspace.console.outcome.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

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
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 done, 1 nothing matched or the job failed, 2 usage or an address refused,",
            "  3 policy, 4 unreachable, 5 name or port taken, 6 denied"
        })
public final class Gridspace implements Runnable {
    /**
     * The commands by name, in the order in which help lists them. Suppliers, because a command's class pulls in the part of
     * the product that it starts, and only the command that is called should pay for that.
     */
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

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
        System.exit(execute(out, err, args));
    }

    /** Runs the command that {@code args} name, printing results to {@code out} and errors to {@code err}. */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        return commandLine(args.length == 0 ? "" : args[0])
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, arguments) -> misused(e))
                .setExecutionExceptionHandler(Gridspace::failed)
                .execute(args);
    }

    /** With the command {@code first} alone if there is one of this name, else with all. */
    private static CommandLine commandLine(String first) {
        var root = new CommandLine(new Gridspace());
        COMMANDS.forEach((name, command) -> {
            if (name.equals(first) || !COMMANDS.containsKey(first)) {
                root.addSubcommand(name, prepared(command.get()));
            }
        });
        root.addSubcommand(new HelpCommand());
        return root;
    }

    private static CommandLine prepared(Object command) {
        var line = new CommandLine(command);
        if (command instanceof WithExamples examples) {
            line.setUnmatchedOptionsArePositionalParams(true);
            line.getCommandSpec().usageMessage().footerHeading("%nExamples:%n").footer(examples.examples());
        }
        if (command instanceof WithFooter footed) {
            line.getCommandSpec()
                    .usageMessage()
                    .footerHeading(footed.footerHeading())
                    .footer(footed.footer());
        }
        return line;
    }

    private static Map<String, Supplier<Object>> commands() {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("tracker", TrackerCommand::new);
        commands.put("space", SpaceCommand::new);
        commands.put("worker", WorkerCommand::new);
        commands.put("demo", DemoCommand::new);
        commands.put("run", RunCommand::new);
        commands.put("peers", PeersCommand::new);
        commands.put("ls", LsCommand::new);
        commands.put("read", ReadCommand::new);
        commands.put("take", TakeCommand::new);
        commands.put("write", WriteCommand::new);
        commands.put("bench", BenchCommand::new);
        return Collections.unmodifiableMap(commands);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? `gridspace help` lists them");
    }

    private static int misused(ParameterException e) {
        CommandLine command = e.getCommandLine();
        say(command, new Failure(ExitCode.USAGE, MisuseText.of(e, COMMANDS.keySet())));
        return ExitCode.USAGE.number();
    }

    private static int failed(Exception e, CommandLine command, ParseResult parsed) {
        Failure failure = Failure.of(e);
        say(command, failure);
        if (GridCommand.isVerbose(parsed)) {
            e.printStackTrace(command.getErr());
        }
        return failure.exitCode().number();
    }

    private static void say(CommandLine command, Failure failure) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + failure.line());
    }
}
