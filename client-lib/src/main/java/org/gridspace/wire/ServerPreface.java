package org.gridspace.wire;

import java.util.UUID;

/**
 * The first bytes from a server, its answer to a {@link ClientPreface}.
 *
 * @param version the version to be spoken, or 0 if there is none in common: the server then closes the connection
 * @param maxFrameBytes the longest frame that it accepts
 * @param maxEntryBytes the largest entry that it accepts
 * @param spaceId the space's identity
 */
public record ServerPreface(int version, int maxFrameBytes, int maxEntryBytes, UUID spaceId) {
    /** How long it is. */
    public static final int BYTES = 32;

    static final int MAGIC = 'G' << 24 | 'S' << 16 | 'P' << 8 | 'S';

    /** Appends the preface's bytes. */
    public void write(WireWriter out) {
        out.u32(MAGIC);
        out.u16(version);
        out.u16(0);
        out.u32(maxFrameBytes);
        out.u32(maxEntryBytes);
        out.u64(spaceId.getMostSignificantBits());
        out.u64(spaceId.getLeastSignificantBits());
    }

    /** Reads {@value #BYTES} bytes. */
    public static ServerPreface read(WireReader in) throws WireFormatException {
        if (in.u32() != MAGIC) {
            throw new WireFormatException("the first bytes are not those of a Gridspace server");
        }
        int version = in.u16();
        if (in.u16() != 0) {
            throw new WireFormatException("unknown flags in the server's preface");
        }
        var preface = new ServerPreface(version, in.u32(), in.u32(), new UUID(in.u64(), in.u64()));
        in.finish();
        return preface;
    }
}
