package org.gridspace.worker.sandbox;

import java.io.IOException;

/** The demanded level can't be reached on this machine; the message names what is missing and how to get it. */
public final class SandboxUnavailable extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what is missing, in one line. */
    public SandboxUnavailable(String message) {
        super(message);
    }
}
