package org.gridspace.server.stranger;

/** Somebody's proxy isn't one that this space deals with; the message says which class or address is the reason. */
public final class NotAccepted extends Exception {
    private static final long serialVersionUID = 1L;

    /** The reason, in words. */
    public NotAccepted(String message) {
        super(message);
    }

    NotAccepted(String message, Throwable cause) {
        super(message, cause);
    }
}
