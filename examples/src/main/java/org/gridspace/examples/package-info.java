/**
 * What every example has in common: how the command line finds and runs it ({@link org.gridspace.examples.Example}), and
 * how it hands its tasks to a grid. Runs on the thread of the caller. Imports the grid's API; the examples import this,
 * never the other way.
 */
@NullMarked
package org.gridspace.examples;

import org.jspecify.annotations.NullMarked;
