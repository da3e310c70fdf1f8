package org.gridspace.examples.primes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.gridspace.examples.ProgressListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimesTest {
    private static final ExecutorService POOL = Executors.newFixedThreadPool(2);

    @AfterAll
    static void stop() {
        POOL.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0",
        "2, 1",
        "3, 2",
        "4, 2",
        "5, 3",
        "10, 4",
        "13, 6",
        "16, 6",
        "17, 7",
        "100, 25",
        "1000, 168",
        "10000, 1229",
        "100000, 9592",
        "1000000, 78498",
        "10000000, 664579",
        "100000000, 5761455"
    })
    void count_limit_isWhatTheTablesSay(long limit, long expected) throws Exception {
        assertThat(Primes.count(POOL, limit, ProgressListener.none())).isEqualTo(expected);
    }

    @Test
    void count_everySmallInterval_agreesWithTheJdk() {
        for (long from = 0; from < 150; from++) {
            long expected = 0;
            for (long to = from; to < 150; to++) {
                assertThat(Sieve.count(from, to)).as("[%d, %d)", from, to).isEqualTo(expected);
                expected += isPrime(to) ? 1 : 0;
            }
        }
    }

    @Test
    void count_aroundSegmentsAndSquares_agreesWithTheJdk() {
        for (long middle : new long[] {17 * 17, 19 * 19, 1 << 19, 1 << 20, 128 * 15015, 1_000_003L * 1_000_003L}) {
            for (long from = middle - 3; from <= middle + 3; from++) {
                long expected = LongStream.range(from, from + 200)
                        .filter(PrimesTest::isPrime)
                        .count();
                assertThat(Sieve.count(from, from + 200)).as("from %d", from).isEqualTo(expected);
            }
        }
    }

    @Test
    void count_halvesOfAnInterval_addUp() {
        long from = 999_999_000_000L;
        long to = from + 3_000_000;

        long whole = Sieve.count(from, to);

        assertThat(Sieve.count(from, from + 1_234_567) + Sieve.count(from + 1_234_567, to))
                .isEqualTo(whole);
    }

    @Test
    void count_atTheLargestLimit_works() {
        long expected = LongStream.rangeClosed(Primes.MAX_LIMIT - 200, Primes.MAX_LIMIT)
                .filter(PrimesTest::isPrime)
                .count();

        assertThat(Sieve.count(Primes.MAX_LIMIT - 200, Primes.MAX_LIMIT + 1)).isEqualTo(expected);
    }

    @Test
    void count_limitOutOfBounds_isRefused() {
        assertThatThrownBy(() -> Primes.count(POOL, -1, ProgressListener.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit must be 0 to 1000000000000000, not -1");
    }

    @Test
    void count_progress_goesFromNothingToAll() throws Exception {
        List<String> steps = new ArrayList<>();

        Primes.count(POOL, 3 << 20, (done, total) -> steps.add(done + "/" + total));

        assertThat(steps).containsExactly("0/4", "1/4", "2/4", "3/4", "4/4");
    }

    private static boolean isPrime(long number) {
        return BigInteger.valueOf(number).isProbablePrime(30);
    }
}
