package org.gridspace.console;

import java.util.concurrent.Callable;
import org.gridspace.console.outcome.CommandFailed;
import org.gridspace.console.outcome.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gridspace help}: what there is. */
@Command(name = "help", mixinStandardHelpOptions = true, header = "Shows the help of a command, or of all.")
final class HelpCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "COMMAND",
            description = "The command; without it, all are listed.")
    private @Nullable String name;

    @Override
    public Integer call() {
        CommandLine root = spec.commandLine().getParent();
        CommandLine command = name == null ? root : root.getSubcommands().get(name);
        if (command == null) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    MisuseText.unknownCommand(
                            String.valueOf(name), root.getSubcommands().keySet()));
        }
        command.usage(root.getOut());
        return ExitCode.DONE.number();
    }
}
