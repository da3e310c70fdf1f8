package org.gridspace.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SequenceRangesTest {
    @Test
    void anyOperations_always_agreeWithAPlainSet() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var ranges = new SequenceRanges();
            var plain = new TreeSet<Long>();
            for (int step = 0; step < 100; step++) {
                long sequence = random.nextInt(40);
                if (random.nextInt(10) == 0) {
                    ranges.removeUpTo(sequence);
                    plain.headSet(sequence, true).clear();
                } else {
                    ranges.add(sequence);
                    plain.add(sequence);
                }
                for (long each = -1; each <= 41; each++) {
                    assertThat(ranges.contains(each))
                            .as("seed %s, round %s, step %s, number %s", seed, round, step, each)
                            .isEqualTo(plain.contains(each));
                }
                assertThat(ranges.count())
                        .as("seed %s, round %s, step %s", seed, round, step)
                        .isEqualTo((int) plain.stream()
                                .filter(each -> !plain.contains(each - 1))
                                .count());
            }
        }
    }

    @Test
    void add_manyAfterAGap_isOneRange() {
        var ranges = new SequenceRanges();

        for (long sequence = 5; sequence < 100_000; sequence++) {
            ranges.add(sequence);
        }

        assertThat(ranges.count()).isEqualTo(1);
        assertThat(ranges.contains(4)).isFalse();
        assertThat(ranges.contains(99_999)).isTrue();
    }
}
