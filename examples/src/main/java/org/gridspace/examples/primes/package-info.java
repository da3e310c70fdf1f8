/**
 * Counts prime numbers: the range is cut into intervals, each a task. {@link org.gridspace.examples.primes.Primes} is
 * the master's side; {@link org.gridspace.examples.primes.CountPrimes} and what it reaches travels to the workers and
 * needs only java.base there. Confined to the threads of its callers.
 */
@NullMarked
package org.gridspace.examples.primes;

import org.jspecify.annotations.NullMarked;
