package org.gridspace.server.engine;

/**
 * Receives the outcomes of earlier requests that a command brought about, each once, in an order that is the same on every
 * replica and means nothing else. Called on the engine's thread.
 */
@FunctionalInterface
public interface Completions {
    /** The blocked request has this outcome. */
    void completed(Command.Origin request, Outcome outcome);
}
