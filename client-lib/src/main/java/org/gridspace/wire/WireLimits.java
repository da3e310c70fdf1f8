package org.gridspace.wire;

import org.gridspace.entry.PackedFields;

/** The bounds of version 1 of the protocol. Both sides refuse what is beyond them. */
public final class WireLimits {
    /** The newest version spoken here. */
    public static final int VERSION = 1;
    /** Longest frame in bytes, its length field not counted: 16 MiB. */
    public static final int FRAME_BYTES = 16 << 20;
    /** Longest frame of a connection that has no session yet, in bytes. */
    public static final int FRAME_BYTES_BEFORE_SESSION = 256;
    /** Largest packed entry in bytes: 8 MiB. */
    public static final int ENTRY_BYTES = PackedFields.MAX_BYTES;
    /** Most messages in a batch frame. */
    public static final int BATCH_MESSAGES = 65_536;
    /** Most entries that one commit, one batch write or one batch take moves, or that one page of a match set has. */
    public static final int BATCH_ENTRIES = 65_536;
    /** Most templates of one request. */
    public static final int TEMPLATES = 1024;
    /** Longest serialized listener or handback, in bytes: 64 KiB. */
    public static final int LISTENER_BYTES = 64 << 10;
    /** Most conditions of one template. */
    public static final int CONDITIONS = 64;
    /** Most numbers in one acknowledgement. */
    public static final int ACKNOWLEDGED = 65_536;
    /** Most lines of a census. */
    public static final int CENSUS_TYPES = 1 << 20;
    /** Longest serialized manager of or participant in a transaction, in bytes. */
    public static final int MARSHALLED_BYTES = 64 << 10;
    /** Longest human-readable detail, in characters. */
    public static final int DETAIL_CHARS = 1024;

    private WireLimits() {}
}
