package org.gridspace.console.outcome;

/** What a command's exit code says; scripts rely on the numbers. */
public enum ExitCode {
    /** Done. */
    DONE(0),
    /** Nothing matched, or the job failed. */
    FAILED(1),
    /** A mistake on the command line, or an address refused. */
    USAGE(2),
    /** A policy file that is missing, not readable, or asks for what nobody can promise. */
    POLICY(3),
    /** No tracker or space answers. */
    UNREACHABLE(4),
    /** The name or the port is taken. */
    TAKEN(5),
    /** A policy, or the other side, refused it. */
    DENIED(6);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number that the process ends with. */
    public int number() {
        return number;
    }
}
