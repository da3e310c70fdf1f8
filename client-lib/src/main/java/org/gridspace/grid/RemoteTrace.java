package org.gridspace.grid;

/**
 * Stands as the cause of a failure for an exception that couldn't be brought back as an object: prints as that one's own
 * stack trace.
 */
final class RemoteTrace extends Exception {
    private static final long serialVersionUID = 1L;

    RemoteTrace(String stackTrace) {
        super(stackTrace, null, false, false);
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage()).stripTrailing();
    }
}
