package org.gridspace.server.conformance;

import net.jini.core.transaction.server.TransactionManager;
import net.jini.space.JavaSpace05;

/** What is tried: two spaces of one make and a transaction manager, all reached through their proxies. */
public interface Subject extends AutoCloseable {
    /** The space that is tried. */
    JavaSpace05 space();

    /** Another space, whose snapshots are foreign to the first. */
    JavaSpace05 otherSpace();

    /** Whose transactions the space takes part in. */
    TransactionManager manager();

    @Override
    void close() throws Exception;
}
