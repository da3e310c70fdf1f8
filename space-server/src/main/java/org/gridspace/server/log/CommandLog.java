package org.gridspace.server.log;

import org.gridspace.server.engine.Command;
import org.gridspace.server.engine.Outcome;

/**
 * Puts commands into the order in which they are applied. Who submits stamps them with space time; the log drives one
 * {@link Replica} and tells the submitter what came of it. Both callbacks happen on the log's one applying thread, in the order
 * of application, maybe before {@link #submit} returns.
 */
public interface CommandLog extends AutoCloseable {
    /** The state machine that the log drives. */
    @FunctionalInterface
    interface Replica {
        /** Applies a command at its stamp, which never decreases. */
        Outcome apply(Command command, long nowMillis);
    }

    /** Where the outcome of one command goes. */
    @FunctionalInterface
    interface Receiver {
        /** The command was applied at this stamp. */
        void applied(Outcome outcome, long nowMillis);
    }

    /**
     * Submits a command.
     *
     * @param command what to do; it belongs to the log from here on
     * @param nowMillis its stamp in space time
     * @param receiver called once the command was applied, or never if the log closes first
     */
    void submit(Command command, long nowMillis, Receiver receiver);

    /** Whether sessions outlive this process. */
    boolean isDurable();

    /** Ends the log; commands that were not applied yet never are. */
    @Override
    void close();
}
