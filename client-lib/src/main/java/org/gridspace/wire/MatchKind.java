package org.gridspace.wire;

/** How a template is looked for. The ordinal is what travels: append only. */
public enum MatchKind {
    /** A copy, waiting for one. */
    READ,
    /** A copy, waiting only while every match is locked by other transactions. */
    READ_IF_EXISTS,
    /** The entry itself, waiting for one. */
    TAKE,
    /** The entry itself, waiting only while every match is locked by other transactions. */
    TAKE_IF_EXISTS;

    private static final MatchKind[] ALL = values();

    /** Whether the entry leaves the space. */
    public boolean takes() {
        return this == TAKE || this == TAKE_IF_EXISTS;
    }

    static MatchKind of(int code) throws WireFormatException {
        if (code >= ALL.length) {
            throw new WireFormatException("unknown kind of match " + code);
        }
        return ALL[code];
    }
}
