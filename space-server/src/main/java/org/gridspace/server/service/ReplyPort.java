package org.gridspace.server.service;

import org.gridspace.wire.FarewellCode;
import org.gridspace.wire.Reply;

/** The way back to one client. Called on the service's thread; never calls back. */
public interface ReplyPort {
    /** Sends a reply. Nothing happens once the connection has ended. */
    void send(Reply reply);

    /** The client's address, as text; empty if it has none. */
    default String peer() {
        return "";
    }

    /** Says good-bye and closes the connection. */
    void end(FarewellCode reason, String detail);
}
