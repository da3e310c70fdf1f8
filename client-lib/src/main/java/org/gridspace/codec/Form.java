package org.gridspace.codec;

/** How the objects of a class are written, tag included. Immutable and thread-safe. */
@FunctionalInterface
interface Form {
    void write(ValueWriter out, Object value);

    /** How the value behind a tag is read. */
    @FunctionalInterface
    interface Reading {
        Object read(ValueReader in) throws UnreadableValue;
    }
}
