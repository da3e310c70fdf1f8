package org.gridspace.client;

/**
 * A hold had ended before it was committed or renewed: its lease ran out, or it was released. Nothing was written and the
 * entry is back in the space, or somebody else has it. A retry is useless.
 */
public final class HoldLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which hold. */
    public HoldLost(String message) {
        super(message);
    }
}
