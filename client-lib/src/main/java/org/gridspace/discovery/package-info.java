/**
 * How members of a grid find its trackers, register with them and find each other: Jini discovery and join, behind types
 * of ours. Nothing outside this package (and the tracker, which is a lookup service) imports Jini's discovery and lookup
 * classes.
 *
 * <p>Daemon threads named {@code gridspace-…} search for trackers and watch their registrations; River's own threads renew
 * leases. Listeners are called by one thread at a time.
 *
 * <p>May import {@code org.gridspace.client} and {@code org.gridspace.failure}, River, and nothing else of ours.
 */
@NullMarked
package org.gridspace.discovery;

import org.jspecify.annotations.NullMarked;
