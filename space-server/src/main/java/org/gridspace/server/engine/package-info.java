/**
 * The whole meaning of a space: entries, matching, leases, waits, transactions, sessions and receipts. Deterministic and
 * confined to one thread at a time: {@link org.gridspace.server.engine.SpaceEngine#apply} is its only way in. May import
 * the JDK's collections, fastutil and {@code org.gridspace.entry}; no I/O, thread, clock, random source or logging
 * (checked by the architecture tests).
 */
@NullMarked
package org.gridspace.server.engine;

import org.jspecify.annotations.NullMarked;
