package org.gridspace.console.command;

import java.net.BindException;
import org.gridspace.client.SpaceAddress;
import org.gridspace.console.outcome.CommandFailed;
import org.gridspace.console.outcome.ExitCode;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.server.host.SpaceHost;
import org.gridspace.server.host.SpaceHostConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gridspace space NAME}: a host that exports a space and joins every tracker. */
@Command(
        name = "space",
        mixinStandardHelpOptions = true,
        header = "Starts a host, which exports a space.",
        description = {
            "Exports the space NAME and joins every tracker given or found. When it is registered, or listens and",
            "no tracker is up yet, it prints",
            "READY space NAME HOST:PORT [http://HOST:PORT]",
            "It ends with 0 when an administrator destroys the space (DestroyAdmin)."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
public final class SpaceCommand extends GridCommand {
    @Mixin
    private NetworkOptions network;

    @Parameters(paramLabel = "NAME", description = "The name that the space is found by.")
    private String name;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the space, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--http",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the downloadable proxy, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int http;

    @Option(
            names = "--call-listeners",
            description =
                    "Call listeners straight from here when the process that registered them is gone; only at the address that it"
                            + " was connected from. Default: no.")
    private boolean callsListeners;

    @Option(names = "--data", paramLabel = "DIR", description = "Where a durable space lives; not available yet.")
    private @Nullable String data;

    @Option(
            names = "--durability",
            paramLabel = "memory|async|fsync",
            defaultValue = "memory",
            description = "When what is acknowledged is safe; only memory is available yet. Default: ${DEFAULT-VALUE}.")
    private String durability;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "1",
            description = "Copies of the space; only 1 is available yet. Default: ${DEFAULT-VALUE}.")
    private int replicas;

    @Override
    public Integer call() throws Exception {
        refuseWhatIsNotThereYet();
        GridNetwork grid = network.network();
        SpaceHost host = start(Misuse.told(() -> new SpaceHostConfig(
                name, grid, PortOption.check("--port", port), PortOption.check("--http", http), callsListeners)));
        ClosedAtExit.of(host);
        Registration.await(grid, host::awaitRegistered);
        SpaceAddress at = host.address();
        String page = host.http().map(uri -> " " + uri).orElse("");
        return ServiceLife.serve(
                out(), "space " + name + " " + HostPort.of(at.host(), at.port()) + page, host::awaitClosed);
    }

    private void refuseWhatIsNotThereYet() {
        if (data != null) {
            throw Misuse.notYet("--data");
        }
        switch (durability) {
            case "memory" -> {}
            case "async", "fsync" -> throw Misuse.notYet("--durability " + durability);
            default -> throw Misuse.of("--durability " + durability + ": memory, async or fsync");
        }
        if (replicas < 1) {
            throw Misuse.of("--replicas " + replicas + ": there must be one at least");
        }
        if (replicas > 1) {
            throw Misuse.notYet("--replicas " + replicas);
        }
    }

    private SpaceHost start(SpaceHostConfig config) throws Exception {
        try {
            return SpaceHost.start(config);
        } catch (BindException e) {
            throw new CommandFailed(
                    ExitCode.TAKEN,
                    "can't listen on " + network.host() + ", --port " + port + " --http " + http + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
