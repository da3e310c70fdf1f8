/**
 * What a benchmark and its client processes say to each other: an order and its reply, a line of JSON each. Immutable values;
 * imports nothing of ours.
 */
@NullMarked
package org.gridspace.benchmarks.order;

import org.jspecify.annotations.NullMarked;
