package org.gridspace.console.command;

/** Checks ports given on the command line. */
final class PortOption {
    private static final int HIGHEST = 65_535;

    private PortOption() {}

    /** {@code port} itself, if it's 0 (any free one) to 65535. */
    static int check(String option, int port) {
        if (port < 0 || port > HIGHEST) {
            throw Misuse.of(option + " " + port + ": a port is 0 (any free one) to " + HIGHEST);
        }
        return port;
    }
}
