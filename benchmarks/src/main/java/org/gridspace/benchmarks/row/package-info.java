/**
 * The rows of the comparison: what is done to each peer, in which order, and what is to be reached. One thread drives all; imports
 * {@code peer}, {@code order} and {@code report}.
 */
@NullMarked
package org.gridspace.benchmarks.row;

import org.jspecify.annotations.NullMarked;
