package org.gridspace.server.engine;

/**
 * The name of a client's session: 128 random bits that the client chose and that nobody else can guess.
 *
 * @param high the upper half
 * @param low the lower half
 */
public record SessionId(long high, long low) {}
