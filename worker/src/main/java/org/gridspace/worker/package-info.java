/**
 * A worker: finds spaces through the trackers, takes tasks under holds, runs them in sandboxed children and commits their
 * results. It never loads, links or deserializes anything of a job.
 *
 * <p>Threads, all {@code gridspace-…}: one a slot runs tasks and blocks on its child; one heartbeat renews holds and
 * watches jobs; one a connection attempt; answers of a space arrive on its client's thread, where nothing blocks. May
 * import the client library and {@code org.gridspace.worker.sandbox}.
 */
@NullMarked
package org.gridspace.worker;

import org.jspecify.annotations.NullMarked;
