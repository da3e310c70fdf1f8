package org.gridspace.wire;

/**
 * A template.
 *
 * @param typeId its type, 0 for the null template
 * @param fields its packed fields, null where anything matches
 */
public record Template(int typeId, byte[] fields) {}
