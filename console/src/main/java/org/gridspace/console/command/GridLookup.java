package org.gridspace.console.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.gridspace.client.SpaceClient;
import org.gridspace.console.outcome.CommandFailed;
import org.gridspace.console.outcome.ExitCode;
import org.gridspace.discovery.FoundMember;
import org.gridspace.discovery.FoundSpace;
import org.gridspace.discovery.GridDiscovery;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.MemberInfo;

/** A look at the grid by a one-shot command, which gives up what doesn't answer within five seconds. Confined to one thread. */
final class GridLookup implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final GridNetwork network;
    private final GridDiscovery discovery;

    private GridLookup(GridNetwork network, GridDiscovery discovery) {
        this.network = network;
        this.discovery = discovery;
    }

    /** Finds a tracker; none within five seconds ends the command with 4. */
    static GridLookup open(GridNetwork network) throws InterruptedException {
        var lookup = new GridLookup(network, GridDiscovery.open(network));
        if (!lookup.discovery.awaitTracker(PATIENCE)) {
            lookup.close();
            throw new CommandFailed(
                    ExitCode.UNREACHABLE,
                    "no tracker answers "
                            + (network.trackers().isEmpty()
                                    ? "the multicast request"
                                    : "at " + Registration.addresses(network))
                            + "; gave up after " + PATIENCE.toSeconds() + " s");
        }
        return lookup;
    }

    /** Where it looks. */
    GridNetwork network() {
        return network;
    }

    /** The spaces that are registered. */
    List<FoundSpace> spaces() {
        return discovery.spaces();
    }

    /** Everybody who is registered, the trackers included. */
    List<FoundMember> members() {
        return discovery.members();
    }

    /** The workers that are registered. */
    List<FoundMember> workers() {
        return members().stream()
                .filter(member -> member.info().kind().equals(MemberInfo.WORKER))
                .toList();
    }

    /** The address by which programs join the space {@code name}, through a tracker that answers. */
    String uri(String name) {
        String tracker = members().stream()
                .map(FoundMember::info)
                .filter(info -> info.kind().equals(MemberInfo.TRACKER))
                .map(MemberInfo::address)
                .findFirst()
                .orElseThrow(() -> new CommandFailed(ExitCode.UNREACHABLE, "the tracker is gone again"));
        return "jini://" + tracker + "/" + name;
    }

    /** The space {@code name}; a name that nobody has ends the command with 4. */
    FoundSpace awaitSpace(String name) throws InterruptedException {
        return discovery.awaitSpace(name, PATIENCE).orElseThrow(() -> {
            List<FoundSpace> others = discovery.spaces();
            if (others.stream().anyMatch(other -> other.address().name().equals(name))) {
                return new CommandFailed(
                        ExitCode.UNREACHABLE, "the space '" + name + "' is registered, but doesn't answer");
            }
            return new CommandFailed(
                    ExitCode.UNREACHABLE,
                    "no space '" + name + "' is registered; "
                            + (others.isEmpty()
                                    ? "there is none at all"
                                    : others.stream()
                                            .map(o -> o.address().name())
                                            .sorted()
                                            .collect(Collectors.joining(", ", "there are: ", ""))));
        });
    }

    /** A session with the space {@code name}; a name that nobody has ends the command with 4. */
    SpaceClient connect(String name) throws IOException, InterruptedException {
        return SpaceClient.connect(awaitSpace(name).address());
    }

    @Override
    public void close() {
        discovery.close();
    }
}
