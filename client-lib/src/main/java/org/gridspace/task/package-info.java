/**
 * What a task's code sees of the grid, on the master and inside the sandbox. Imports nothing but the JDK.
 */
@NullMarked
package org.gridspace.task;

import org.jspecify.annotations.NullMarked;
