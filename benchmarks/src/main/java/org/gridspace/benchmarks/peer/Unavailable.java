package org.gridspace.benchmarks.peer;

/** Something can't be measured; the message says why in one line. Nothing else is affected. */
public final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public Unavailable(String message) {
        super(message);
    }

    /** Says why. */
    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
