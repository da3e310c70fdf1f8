package org.gridspace.server.transaction;

import java.util.function.Consumer;
import org.gridspace.server.engine.Command;
import org.gridspace.server.engine.Outcome;

/** The way to the space's service. Thread-safe. */
@FunctionalInterface
public interface CommandPort {
    /** Submits a command; its outcome is told on the service's thread, or never if the space ends first. */
    void submit(Command.OfTransaction command, Consumer<Outcome> receiver);
}
