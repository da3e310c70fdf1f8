package org.gridspace.wire;

/**
 * How a field is compared with a value, byte by byte as unsigned numbers, a shorter one before a longer one that begins with it: the
 * encoding of comparable values preserves their order. A null field meets none. The ordinal is what travels: append only.
 */
public enum Comparison {
    /** Another value of any type. */
    NOT_EQUAL,
    /** Less. */
    LESS,
    /** Less or equal. */
    AT_MOST,
    /** Greater. */
    GREATER,
    /** Greater or equal. */
    AT_LEAST;

    private static final Comparison[] ALL = values();

    static Comparison of(int code) throws WireFormatException {
        if (code >= ALL.length) {
            throw new WireFormatException("unknown comparison " + code);
        }
        return ALL[code];
    }
}
