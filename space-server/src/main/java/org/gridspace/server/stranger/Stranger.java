package org.gridspace.server.stranger;

/**
 * A manager, participant or listener as it was sent to this space.
 *
 * @param name whoever has the same name is the same, in whatever form it was sent
 * @param proxy to call it; each call may block for long
 */
public record Stranger<T>(String name, T proxy) {}
