/**
 * The port behind which commands get their order: {@link org.gridspace.server.log.CommandLog}, and its implementation in
 * memory, which has no log at all. May import the records of {@code org.gridspace.server.engine}; never the engine itself.
 */
@NullMarked
package org.gridspace.server.log;

import org.jspecify.annotations.NullMarked;
