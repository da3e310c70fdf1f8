package org.gridspace.wire;

/**
 * An entry to be written.
 *
 * @param typeId its type
 * @param fields its packed fields
 * @param leaseMillis how long it stays; {@link Long#MAX_VALUE} for ever, 0 for as long as the server likes
 */
public record NewEntry(int typeId, byte[] fields, long leaseMillis) {}
