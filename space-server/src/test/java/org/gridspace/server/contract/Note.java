package org.gridspace.server.contract;

import net.jini.core.entry.Entry;

/** The contract's everyday entry. */
public class Note implements Entry {
    private static final long serialVersionUID = 1L;

    public String topic;
    public Integer number;

    public Note() {}

    public Note(String topic, Integer number) {
        this.topic = topic;
        this.number = number;
    }

    @Override
    public String toString() {
        return topic + " " + number;
    }
}
