package org.gridspace.console.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which address to bind to, and for which groups. */
class HostOptions {
    @Option(
            names = "--groups",
            paramLabel = "GROUP",
            split = ",",
            description = "Discovery groups, separated by commas. Default: the public group.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address of this machine to bind to and to tell others. Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(
            names = "--insecure-network",
            description = "Allow an address beyond loopback without keys: whoever reaches the port may use it.")
    private boolean insecureNetwork;

    /** The groups, of which the public one is the empty name. */
    final List<String> groups() {
        return groups.isEmpty() ? List.of("") : List.copyOf(groups);
    }

    /** The address to bind to. */
    final String host() {
        return host;
    }

    /** Whether an address beyond loopback is wanted in spite of having no keys. */
    final boolean insecureNetwork() {
        return insecureNetwork;
    }
}
