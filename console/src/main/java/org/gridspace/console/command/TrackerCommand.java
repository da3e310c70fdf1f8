package org.gridspace.console.command;

import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Path;
import org.gridspace.console.outcome.CommandFailed;
import org.gridspace.console.outcome.ExitCode;
import org.gridspace.tracker.TrackerConfig;
import org.gridspace.tracker.TrackerServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridspace tracker}: a Jini lookup service that knows who takes part. */
@Command(
        name = "tracker",
        mixinStandardHelpOptions = true,
        header = "Starts a tracker, which knows who takes part.",
        description = {
            "A tracker is a Jini lookup service where hosts and workers register. GET /peers on its HTTP port",
            "answers who is registered, as JSON. When it listens it prints",
            "READY tracker - jini://HOST:PORT http://HOST:PORT"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
public final class TrackerCommand extends GridCommand {
    @Mixin
    private HostOptions network;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4160",
            description = "Port of discovery and lookup, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--http",
            paramLabel = "PORT",
            defaultValue = "8460",
            description =
                    "Port of GET /peers and of downloadable proxies, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int http;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep registrations here, so that they survive a restart.")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = out();
        TrackerConfig config = Misuse.told(() -> new TrackerConfig(
                network.host(),
                PortOption.check("--port", port),
                PortOption.check("--http", http),
                data,
                network.groups(),
                network.insecureNetwork()));
        TrackerServer tracker = start(config);
        ClosedAtExit.of(tracker);
        return ServiceLife.serve(out, "tracker - jini://" + tracker.address() + " " + tracker.http());
    }

    private TrackerServer start(TrackerConfig config) throws Exception {
        try {
            return TrackerServer.start(config);
        } catch (BindException e) {
            throw new CommandFailed(
                    ExitCode.TAKEN,
                    "can't listen on " + config.host() + ", --port " + port + " --http " + http + ": " + e.getMessage(),
                    e);
        }
    }
}
