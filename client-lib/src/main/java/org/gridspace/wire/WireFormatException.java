package org.gridspace.wire;

import java.io.IOException;

/** The other side sent something that isn't this protocol. Its connection is useless from here on. */
public final class WireFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong, without quoting what was received. */
    public WireFormatException(String reason) {
        super(reason);
    }
}
