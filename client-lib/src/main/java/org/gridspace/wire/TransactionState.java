package org.gridspace.wire;

/** How far a transaction of a space is. The ordinal is what travels: append only. */
public enum TransactionState {
    /** It can be used. */
    ACTIVE,
    /** Its participants vote. */
    VOTING,
    /** It is committed. */
    COMMITTED,
    /** It is aborted. */
    ABORTED;

    private static final TransactionState[] ALL = values();

    static TransactionState of(int code) throws WireFormatException {
        if (code >= ALL.length) {
            throw new WireFormatException("unknown state of a transaction " + code);
        }
        return ALL[code];
    }
}
