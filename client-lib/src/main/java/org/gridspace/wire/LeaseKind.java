package org.gridspace.wire;

/** What a lease is about. The ordinal is what travels: append only. */
public enum LeaseKind {
    /** An entry; cancelling removes it. */
    ENTRY,
    /** A transaction; cancelling aborts it. */
    TRANSACTION,
    /** A registration for events. */
    REGISTRATION,
    /** A match set. */
    CONTENTS;

    private static final LeaseKind[] ALL = values();

    static LeaseKind of(int code) throws WireFormatException {
        if (code >= ALL.length) {
            throw new WireFormatException("unknown kind of lease " + code);
        }
        return ALL[code];
    }
}
