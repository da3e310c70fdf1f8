package org.gridspace.wire;

/** Why a server closes a connection. The ordinal plus one is what travels: append only. */
public enum FarewellCode {
    /** The server closes and its sessions stay: come back. */
    CLOSING,
    /** The server closes and its sessions end with it. */
    SESSIONS_END,
    /** Another connection has attached to this one's session. */
    SUPERSEDED,
    /** What the client sent isn't this protocol. */
    PROTOCOL,
    /** Too many connections, or replies that the client didn't read. */
    OVERLOAD,
    /** Nothing was heard from the client for too long. */
    SILENCE;

    private static final FarewellCode[] ALL = values();

    /** What travels. */
    int code() {
        return ordinal() + 1;
    }

    static FarewellCode of(int code) throws WireFormatException {
        if (code < 1 || code > ALL.length) {
            throw new WireFormatException("unknown farewell " + code);
        }
        return ALL[code - 1];
    }
}
