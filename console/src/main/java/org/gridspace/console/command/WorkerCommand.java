package org.gridspace.console.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.gridspace.console.outcome.CommandFailed;
import org.gridspace.console.outcome.ExitCode;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.worker.WorkerConfig;
import org.gridspace.worker.WorkerNode;
import org.gridspace.worker.sandbox.SandboxLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridspace worker}: takes tasks, runs them sandboxed, writes results. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        header = "Starts a worker, which runs tasks in a sandbox.",
        description = {
            "Takes tasks from the spaces it finds, runs them in a sandbox under the Java policy FILE and writes",
            "their results. When it is registered, or no tracker is up yet, it prints",
            "READY worker ID HOST:PID"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
public final class WorkerCommand extends GridCommand {
    private static final String AUTO = "auto";
    private static final String ALWAYS = "always";

    @Mixin
    private NetworkOptions network;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            required = true,
            description = "The Java policy file that binds every task.")
    private Path policy;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "How many tasks run at a time. Default: one a processor.")
    private @Nullable Integer slots;

    @Option(
            names = "--when",
            paramLabel = "always|idle",
            defaultValue = ALWAYS,
            description = "When to take tasks; only always is available yet. Default: ${DEFAULT-VALUE}.")
    private String when;

    @Option(
            names = "--sandbox",
            paramLabel = "auto|LEVEL",
            defaultValue = AUTO,
            description =
                    "The sandbox level that must be reached: full, jvm, or auto for the strongest there is. Default: ${DEFAULT-VALUE}.")
    private String sandbox;

    @Override
    public Integer call() throws Exception {
        GridNetwork grid = network.network();
        checkWhen();
        SandboxLevel level = level();
        WorkerConfig config = config(grid, level);
        if (!Files.isRegularFile(policy)) {
            throw new CommandFailed(ExitCode.POLICY, "no policy file " + policy);
        }
        WorkerNode worker = WorkerNode.start(config);
        ClosedAtExit.of(worker);
        Registration.await(grid, worker::awaitRegistered);
        return ServiceLife.serve(out(), "worker " + worker.id() + " " + worker.address());
    }

    private WorkerConfig config(GridNetwork grid, @Nullable SandboxLevel level) {
        WorkerConfig config = WorkerConfig.of(grid, policy).withSandbox(level);
        Integer count = slots;
        return count == null ? config : Misuse.told(() -> config.withSlots(count));
    }

    private void checkWhen() {
        if (when.equals("idle")) {
            throw Misuse.notYet("--when idle");
        }
        if (!when.equals(ALWAYS)) {
            throw Misuse.of("--when " + when + ": always or idle");
        }
    }

    private @Nullable SandboxLevel level() {
        if (sandbox.equals(AUTO)) {
            return null;
        }
        for (SandboxLevel level : SandboxLevel.values()) {
            if (level.toString().equals(sandbox)) {
                return level;
            }
        }
        throw Misuse.of("--sandbox " + sandbox + ": auto, "
                + Arrays.stream(SandboxLevel.values())
                        .map(SandboxLevel::toString)
                        .collect(Collectors.joining(" or ")));
    }
}
