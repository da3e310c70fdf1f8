package org.gridspace.child.protocol;

import java.io.IOException;

/** The other side does not keep to the protocol; nothing more may be read from it. */
public final class BadFrame extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong, in one line. */
    public BadFrame(String message) {
        super(message);
    }
}
