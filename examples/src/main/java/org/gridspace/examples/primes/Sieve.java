package org.gridspace.examples.primes;

/**
 * Eratosthenes' sieve over the odd numbers of an interval, a segment at a time so that it works in the processor's
 * nearest cache. Confined to one thread.
 */
final class Sieve {
    /** Odd numbers a segment: one bit each, 32 KiB. */
    private static final int SEGMENT_BITS = 1 << 18;

    private static final long SPAN = 2L * SEGMENT_BITS;

    /** These cross out so much that their pattern, which repeats, is made once and copied. */
    private static final int[] PATTERN_PRIMES = {3, 5, 7, 11, 13};

    private static final int PATTERN_WORDS = 3 * 5 * 7 * 11 * 13; // 64-bit words after which it repeats
    private static final long[] PATTERN = pattern();

    /** Bit i stands for the number start + 2 i + 1, and is set once that is known to be composite. */
    private final long[] segment = new long[SEGMENT_BITS / Long.SIZE];

    private final long first;
    private final long to;
    private long start; // a multiple of 128, so that words begin where the pattern's do

    private Sieve(long first, long to) {
        this.first = first;
        this.to = to;
    }

    /**
     * Counts the primes of an interval.
     *
     * @param from first number, at least 0
     * @param to first number beyond, at most {@link Primes#MAX_LIMIT} + 1
     */
    static long count(long from, long to) {
        long two = from <= 2 && to > 2 ? 1 : 0;
        long first = Math.max(from, 3) | 1;
        return first >= to ? two : two + new Sieve(first, to).run();
    }

    private long run() {
        int[] primes = BasePrimes.upTo(BasePrimes.root(to - 1));
        long[] next = new long[primes.length]; // the next bit that each crosses out
        int used = 0;
        long count = 0;
        for (start = first / 128 * 128; start < to; start += SPAN) {
            copyPattern();
            while (used < primes.length && (long) primes[used] * primes[used] < Math.min(start + SPAN, to)) {
                next[used] = firstMultiple(primes[used]);
                used++;
            }
            for (int i = 0; i < used; i++) {
                next[i] = crossOut(primes[i], next[i]);
            }
            count += countPrimes();
        }
        return count;
    }

    private void copyPattern() {
        int at = (int) (start / 128 % PATTERN_WORDS);
        int filled = 0;
        while (filled < segment.length) {
            int length = Math.min(segment.length - filled, PATTERN_WORDS - at);
            System.arraycopy(PATTERN, at, segment, filled, length);
            filled += length;
            at = 0;
        }
    }

    /** The bit of the first odd multiple from the prime's square on. */
    private long firstMultiple(long prime) {
        long multiple = prime * prime;
        if (multiple < start) {
            multiple = (start + prime - 1) / prime * prime;
            multiple += (multiple & 1) == 0 ? prime : 0;
        }
        return (multiple - start) >> 1;
    }

    /** Crosses out from that bit on, and says where to go on in the next segment. */
    private long crossOut(int prime, long from) {
        long bit = from;
        for (; bit < SEGMENT_BITS; bit += prime) {
            segment[(int) (bit >>> 6)] |= 1L << bit;
        }
        return bit - SEGMENT_BITS;
    }

    private long countPrimes() {
        long low = Math.max(0, (first - start) >> 1);
        long high = Math.min(SEGMENT_BITS, (to - start) >> 1);
        long count = 0;
        for (int word = (int) (low >>> 6); word < (high + 63) >>> 6; word++) {
            long clear = ~segment[word];
            long bit = (long) word << 6;
            if (bit < low) {
                clear &= -1L << (low - bit);
            }
            if (bit + Long.SIZE > high) {
                clear &= -1L >>> (bit + Long.SIZE - high);
            }
            count += Long.bitCount(clear);
        }
        for (int prime : PATTERN_PRIMES) {
            count += start == 0 && prime >= first && prime < to ? 1 : 0; // the pattern crossed them out, too
        }
        return count;
    }

    private static long[] pattern() {
        long[] pattern = new long[PATTERN_WORDS];
        for (int prime : PATTERN_PRIMES) {
            for (int bit = prime / 2; bit < PATTERN_WORDS * Long.SIZE; bit += prime) {
                pattern[bit >>> 6] |= 1L << bit;
            }
        }
        return pattern;
    }
}
