package org.gridspace.client;

import java.io.IOException;
import java.util.List;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.gridspace.wire.WireFormatException;

/**
 * One way to a space and back, as a session needs it. Any thread may {@link #add}, {@link #flush}, {@link #wakeUp} and
 * {@link #close}; one thread at a time reads: {@link Reading} says which. An interrupt ends a wait, never a connection.
 */
interface Connection {
    /** Adds a request to what is to be sent. */
    void add(Request request);

    /**
     * Sends what was added, unless the reading thread will before it waits. A problem closes the connection, which the reading
     * thread then finds.
     */
    void flush();

    /**
     * Sends what was added: now if nothing was sent just before or there was a reply since, else in one go with what others add
     * until the reading thread has come to it.
     */
    void flushSoon();

    /**
     * Sends what was added and waits until something can be done, somebody calls {@link #wakeUp}, the thread is interrupted, or
     * the time is over. From its return to the next call, or to {@link #leave}, others leave the sending to the caller.
     */
    void awaitInput(long nanos) throws IOException;

    /** Sends what was added; from now on others have to send. */
    void leave();

    /** Makes {@link #awaitInput} return. */
    void wakeUp();

    /** Takes in what has arrived and sends what can be sent, without waiting. */
    void receive() throws IOException;

    /** The replies in all whole frames that have arrived. */
    List<Reply> replies() throws WireFormatException;

    /** When something last came from the space. */
    long heardAtNanos();

    /** When something was last to be sent. */
    long spokeAtNanos();

    /** Closes the connection; the reading thread finds out and calls {@link #dispose}. */
    void close();

    /** Gives everything back. Called by the reading thread when it is done. */
    void dispose();
}
