/**
 * What was measured, how it compares, and how that is printed. Values are immutable unless they say otherwise; imports {@code order}
 * and the names of {@code peer}.
 */
@NullMarked
package org.gridspace.benchmarks.report;

import org.jspecify.annotations.NullMarked;
