package org.gridspace.policy;

/**
 * A place in a policy file. Immutable.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(int line, int column) {}
