/**
 * The embedded grid: a tracker and a space within this process, and workers that are processes of their own with the same
 * sandbox as any other worker. Worker processes are watched by one daemon thread a grid and one a process that reads its
 * output. May import every role; nothing of ours imports it, {@code Grid.local} finds it by {@link java.util.ServiceLoader}.
 */
@NullMarked
package org.gridspace.local;

import org.jspecify.annotations.NullMarked;
