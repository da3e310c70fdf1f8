/**
 * The tracker: Reggie, Jini's lookup service, in this process, and an HTTP server that shows its registrations and hands
 * out the jars of the proxies. Whoever calls starts and stops it; Reggie's threads, JERI's and a small pool for HTTP do the
 * work.
 *
 * <p>May import {@code org.gridspace.discovery} and River; never a server package.
 */
@NullMarked
package org.gridspace.tracker;

import org.jspecify.annotations.NullMarked;
