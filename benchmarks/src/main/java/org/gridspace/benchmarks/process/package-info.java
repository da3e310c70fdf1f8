/**
 * Processes of a benchmark that end with it, however it ends: their standard input is a pipe from it, and its end is theirs.
 * Lines that begin with {@code @} on their standard output are answers. Each class says which threads use it; imports nothing of
 * ours.
 */
@NullMarked
package org.gridspace.benchmarks.process;

import org.jspecify.annotations.NullMarked;
