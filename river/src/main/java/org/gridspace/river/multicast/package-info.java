/**
 * What River gets instead of {@code java.net.MulticastSocket}: the shading relocates its references here, because River
 * binds its multicast sockets to every address of the machine. No thread of its own; imports nothing of ours.
 */
@NullMarked
package org.gridspace.river.multicast;

import org.jspecify.annotations.NullMarked;
