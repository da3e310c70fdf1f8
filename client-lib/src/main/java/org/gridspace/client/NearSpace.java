package org.gridspace.client;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;

/**
 * A space within this process: its clients hand requests over as they are, without a network. Proxies of it find it once it is
 * made known with {@link SpaceClients#near}. Thread-safe.
 */
public interface NearSpace {
    /**
     * A client has come. Everything that a client over the network may rely on holds here: the same requests in the same order
     * get the same replies.
     *
     * @param client gets every reply, one after the other, on the space's thread; it returns at once and doesn't call the space.
     *     After a {@link Reply.Farewell} there are no more
     * @throws java.rmi.ConnectException if the space is closed
     */
    Line connect(Consumer<Reply> client) throws IOException;

    /** One client's way to the space. Thread-safe. */
    interface Line {
        /** Hands over requests, to be handled in their order; returns at once. Nothing happens after the end of the line. */
        void send(List<Request> requests);

        /** The client is gone. */
        void close();
    }
}
