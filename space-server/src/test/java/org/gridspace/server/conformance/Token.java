package org.gridspace.server.conformance;

import net.jini.core.entry.Entry;

/** The entry that most tests use. */
public class Token implements Entry {
    private static final long serialVersionUID = 1L;

    public String key;
    public Integer number;

    public Token() {}

    public Token(String key, Integer number) {
        this.key = key;
        this.number = number;
    }

    public Token(String key) {
        this(key, null);
    }

    /** Whether two entries are of one class and have equal fields. */
    static boolean same(Entry one, Entry two) {
        return one instanceof Token a
                && two instanceof Token b
                && a.getClass() == b.getClass()
                && java.util.Objects.equals(a.key, b.key)
                && java.util.Objects.equals(a.number, b.number);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(" + key + ", " + number + ")";
    }
}
