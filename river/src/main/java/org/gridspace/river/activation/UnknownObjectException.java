package org.gridspace.river.activation;

/** An activation identifier that no activation system knows. */
public class UnknownObjectException extends ActivationException {
    private static final long serialVersionUID = 1L;

    /** Says which. */
    public UnknownObjectException(String message) {
        super(message);
    }
}
