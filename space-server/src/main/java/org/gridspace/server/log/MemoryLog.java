package org.gridspace.server.log;

import org.gridspace.server.engine.Command;

/**
 * No log: a command is applied and answered within {@link #submit}, on the submitter's thread, without a hand-off. What was
 * written is gone with the process. Confined to one thread.
 */
public final class MemoryLog implements CommandLog {
    private final Replica replica;
    private boolean applying;
    private boolean closed;

    /** A log that drives this replica. */
    public MemoryLog(Replica replica) {
        this.replica = replica;
    }

    @Override
    public void submit(Command command, long nowMillis, Receiver receiver) {
        if (closed) {
            return;
        }
        if (applying) {
            throw new IllegalStateException("a command was submitted while another one is being applied");
        }
        applying = true;
        try {
            receiver.applied(replica.apply(command, nowMillis), nowMillis);
        } finally {
            applying = false;
        }
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void close() {
        closed = true;
    }
}
