/**
 * A space as a member of a grid: its server, its registration with the trackers and the download of its proxy. Whoever
 * calls starts and stops it.
 *
 * <p>May import {@code org.gridspace.server.net} and {@code org.gridspace.discovery}.
 */
@NullMarked
package org.gridspace.server.host;

import org.jspecify.annotations.NullMarked;
