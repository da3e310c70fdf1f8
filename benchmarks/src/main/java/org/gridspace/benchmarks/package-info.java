/**
 * JMH measurements of engine and codec, each with a main class that prints a table. May import everything; nothing imports this. What
 * {@code gridspace bench} does is in the packages below.
 */
@NullMarked
package org.gridspace.benchmarks;

import org.jspecify.annotations.NullMarked;
