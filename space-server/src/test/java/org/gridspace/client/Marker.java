package org.gridspace.client;

import net.jini.core.entry.Entry;

/** A numbered entry. */
public class Marker implements Entry {
    private static final long serialVersionUID = 1L;

    public String kind;
    public Integer number;

    public Marker() {}

    public Marker(String kind, Integer number) {
        this.kind = kind;
        this.number = number;
    }
}
