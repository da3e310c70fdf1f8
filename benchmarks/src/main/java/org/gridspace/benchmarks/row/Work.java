package org.gridspace.benchmarks.row;

import java.util.Map;
import org.gridspace.benchmarks.peer.PeerName;

/**
 * One thing that several peers do.
 *
 * @param name what the table calls it
 * @param bouts how each is measured
 */
record Work(String name, Map<PeerName, Arena.Bout> bouts) {}
