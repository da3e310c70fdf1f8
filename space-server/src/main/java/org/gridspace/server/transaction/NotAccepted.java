package org.gridspace.server.transaction;

/** Somebody's proxy isn't one that this space deals with; the message says which class or address is the reason. */
final class NotAccepted extends Exception {
    private static final long serialVersionUID = 1L;

    NotAccepted(String message) {
        super(message);
    }

    NotAccepted(String message, Throwable cause) {
        super(message, cause);
    }
}
