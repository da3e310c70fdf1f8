package org.gridspace.client;

import java.io.IOException;

/** The session is over on the space's side; connecting again is useless. */
final class SessionEnded extends IOException {
    private static final long serialVersionUID = 1L;

    SessionEnded(String reason) {
        super(reason);
    }
}
