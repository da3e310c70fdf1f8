package org.gridspace.river.activation;

/** Root of the activation failures that River's signatures name. */
public class ActivationException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what failed. */
    public ActivationException(String message) {
        super(message);
    }

    /** Says what failed and why. */
    public ActivationException(String message, Throwable cause) {
        super(message, cause);
    }
}
