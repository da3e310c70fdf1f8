package org.gridspace.server.engine;

/** Receives the outcomes of earlier requests that a command brought about. Called on the engine's thread. */
@FunctionalInterface
public interface Completions {
    /** The blocked request has this outcome. */
    void completed(Command.Origin request, Outcome outcome);
}
