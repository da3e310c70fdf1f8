/**
 * Measurements of the product, each with a main class that prints a table. May import everything; nothing imports this.
 */
@NullMarked
package org.gridspace.benchmarks;

import org.jspecify.annotations.NullMarked;
