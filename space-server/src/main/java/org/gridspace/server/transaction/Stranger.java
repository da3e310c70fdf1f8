package org.gridspace.server.transaction;

/**
 * A manager or participant as it was sent to this space.
 *
 * @param name whoever has the same name is the same, in whatever form it was sent
 * @param proxy to call it; each call may block for long
 */
record Stranger<T>(String name, T proxy) {}
