package org.gridspace.console.command;

import picocli.CommandLine.Option;

/** How results are printed. */
final class OutputOptions {
    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** Whether results are printed as JSON. */
    boolean json() {
        return json;
    }
}
