package org.gridspace.benchmarks.peer;

/** Who is compared, in the order of the table's columns. */
public enum PeerName {
    /** Our space. */
    GRIDSPACE("gridspace"),
    /** Outrigger and Mahalo, started by River's service starter under a security manager. */
    OUTRIGGER("outrigger"),
    /** The same, started directly and without one. */
    OUTRIGGER_FLAT("outrigger flat"),
    /** Redis, where it is installed. */
    REDIS("redis"),
    /** Nothing but a connection, over which as many bytes go to and fro. */
    TCP("raw tcp");

    private final String text;

    PeerName(String text) {
        this.text = text;
    }

    /** The heading of its column. */
    public String text() {
        return text;
    }
}
