package org.gridspace.examples.primes;

import org.gridspace.task.GridCallable;

/**
 * The task: counts the primes of an interval.
 *
 * @param from first number
 * @param to first number beyond
 */
record CountPrimes(long from, long to) implements GridCallable<Long> {
    @Override
    public Long call() {
        return Sieve.count(from, to);
    }
}
