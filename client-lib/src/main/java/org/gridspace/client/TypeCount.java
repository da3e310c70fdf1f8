package org.gridspace.client;

import org.gridspace.entry.EntryType;

/**
 * One line of a census.
 *
 * @param type a type that the space knows
 * @param entries how many visible entries it has
 */
public record TypeCount(EntryType type, long entries) {}
