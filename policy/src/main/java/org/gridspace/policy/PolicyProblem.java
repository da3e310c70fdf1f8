package org.gridspace.policy;

/**
 * A policy file that can't be read, or asks for something that no sandbox can promise. The message is one line,
 * {@code FILE:LINE:COLUMN: what is wrong}; line and column start at 1 and are left out where the file as a whole is
 * meant.
 */
public final class PolicyProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final int column;

    /** A problem with the file as a whole. */
    public PolicyProblem(String file, String problem) {
        super(file + ": " + problem);
        this.file = file;
        this.line = 0;
        this.column = 0;
    }

    /** A problem at one place of the file. */
    public PolicyProblem(String file, int line, int column, String problem) {
        super(file + ":" + line + ":" + column + ": " + problem);
        this.file = file;
        this.line = line;
        this.column = column;
    }

    /** The file, as it was named by the caller. */
    public String file() {
        return file;
    }

    /** The line, from 1; 0 where the file as a whole is meant. */
    public int line() {
        return line;
    }

    /** The column, from 1; 0 where the file as a whole is meant. */
    public int column() {
        return column;
    }
}
