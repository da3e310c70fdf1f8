package org.gridspace.server.conformance;

/** A subclass with one field more. */
public class SubToken extends Token {
    private static final long serialVersionUID = 1L;

    public String extra;

    public SubToken() {}

    public SubToken(String key, Integer number, String extra) {
        super(key, number);
        this.extra = extra;
    }
}
