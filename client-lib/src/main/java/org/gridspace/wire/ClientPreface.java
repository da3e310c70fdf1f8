package org.gridspace.wire;

/**
 * The first bytes from a client.
 *
 * @param lowestVersion the oldest version that it speaks
 * @param highestVersion the newest version that it speaks
 * @param maxFrameBytes the longest frame that it accepts
 */
public record ClientPreface(int lowestVersion, int highestVersion, int maxFrameBytes) {
    /** How long it is. */
    public static final int BYTES = 16;

    static final int MAGIC = 'G' << 24 | 'S' << 16 | 'P' << 8 | 'C';

    /** What this version of the library says. */
    public static ClientPreface current() {
        return new ClientPreface(WireLimits.VERSION, WireLimits.VERSION, WireLimits.FRAME_BYTES);
    }

    /** Appends the preface's bytes. */
    public void write(WireWriter out) {
        out.u32(MAGIC);
        out.u16(lowestVersion);
        out.u16(highestVersion);
        out.u32(maxFrameBytes);
        out.u32(0);
    }

    /** Reads {@value #BYTES} bytes. */
    public static ClientPreface read(WireReader in) throws WireFormatException {
        if (in.u32() != MAGIC) {
            throw new WireFormatException("the first bytes are not those of a Gridspace client");
        }
        var preface = new ClientPreface(in.u16(), in.u16(), in.u32());
        if (in.u32() != 0) {
            throw new WireFormatException("unknown flags in the client's preface");
        }
        in.finish();
        if (preface.maxFrameBytes < WireLimits.FRAME_BYTES) {
            throw new WireFormatException("the client accepts frames of " + preface.maxFrameBytes + " bytes only");
        }
        return preface;
    }

    /** The newest version that both sides speak, or 0. */
    public int commonVersion() {
        return lowestVersion <= WireLimits.VERSION && WireLimits.VERSION <= highestVersion ? WireLimits.VERSION : 0;
    }
}
