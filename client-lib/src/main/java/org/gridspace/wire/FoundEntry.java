package org.gridspace.wire;

/**
 * An entry in a reply.
 *
 * @param entryId its number: an older entry has a lower one
 * @param typeId its type
 * @param fields its packed fields
 */
public record FoundEntry(long entryId, int typeId, byte[] fields) {}
