package org.gridspace.examples.primes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The primes up to a square root, found once per process and shared by its tasks. Thread-safe. */
final class BasePrimes {
    /** Smaller ones are in the sieve's pattern. */
    private static final int FIRST = 17;

    private static @Nullable BasePrimes latest; // guarded by the class

    private final int limit;
    private final int[] primes;

    private BasePrimes(int limit) {
        this.limit = limit;
        this.primes = find(limit);
    }

    /** The primes from {@value #FIRST} to the limit, perhaps more; not to be changed. */
    static synchronized int[] upTo(int limit) {
        BasePrimes known = latest;
        if (known == null || known.limit < limit) {
            known = new BasePrimes(limit);
            latest = known;
        }
        return known.primes;
    }

    /** The largest integer whose square isn't larger than the number. */
    static int root(long number) {
        long root = (long) Math.sqrt((double) number);
        while (root * root > number) {
            root--;
        }
        while ((root + 1) * (root + 1) <= number) {
            root++;
        }
        return (int) root;
    }

    private static int[] find(int limit) {
        long[] composite = new long[limit / 128 + 1]; // bit i: 2 i + 1
        int[] primes = new int[16];
        int count = 0;
        for (int number = 3; number <= limit; number += 2) {
            if ((composite[number >>> 7] & 1L << (number >>> 1)) != 0) {
                continue;
            }
            for (long multiple = (long) number * number; multiple <= limit; multiple += 2L * number) {
                composite[(int) (multiple >>> 7)] |= 1L << (multiple >>> 1);
            }
            if (number >= FIRST) {
                if (count == primes.length) {
                    primes = Arrays.copyOf(primes, 2 * count);
                }
                primes[count++] = number;
            }
        }
        return Arrays.copyOf(primes, count);
    }
}
