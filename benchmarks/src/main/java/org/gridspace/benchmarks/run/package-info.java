/**
 * The comparison as the command line runs it. One thread; imports the other packages of the comparison.
 */
@NullMarked
package org.gridspace.benchmarks.run;

import org.jspecify.annotations.NullMarked;
