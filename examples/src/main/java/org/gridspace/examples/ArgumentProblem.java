package org.gridspace.examples;

/** An argument that an example can't use. The message is one line for its user. */
public final class ArgumentProblem extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** With that message. */
    public ArgumentProblem(String message) {
        super(message);
    }
}
