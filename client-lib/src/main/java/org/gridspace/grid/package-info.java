/**
 * The grid as a program uses it: {@link org.gridspace.grid.Grid} and an {@code ExecutorService} on it. Calls run on the
 * caller's thread; results are read back and futures completed on one thread a job, {@code gridspace-results-…}; leases
 * are renewed on one thread a grid, {@code gridspace-leases}. May import every other package of the client library;
 * nothing in it imports this one.
 */
@NullMarked
package org.gridspace.grid;

import org.jspecify.annotations.NullMarked;
