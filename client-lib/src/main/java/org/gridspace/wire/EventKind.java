package org.gridspace.wire;

/** What a registration wants to hear of. The ordinal is what travels: append only. */
public enum EventKind {
    /** Writes: JavaSpaces specification, JS.2.7. */
    WRITTEN,
    /** Entries that become available, that is, can be taken: {@code JavaSpace05.registerForAvailabilityEvent}. */
    AVAILABLE,
    /** Entries that become visible, that is, can be read. */
    VISIBLE;

    private static final EventKind[] ALL = values();

    static EventKind of(int code) throws WireFormatException {
        if (code >= ALL.length) {
            throw new WireFormatException("unknown kind of event " + code);
        }
        return ALL[code];
    }
}
