package org.gridspace.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdQueueTest {
    private final IdQueue queue = new IdQueue();
    private final TreeSet<Long> present = new TreeSet<>();
    private long looks;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyOperations_always_agreeWithASortedSet(long seed) {
        var random = new Random(seed);
        var gone = new ArrayList<Long>();
        long last = 0;
        for (int step = 0; step < 20_000; step++) {
            int share = step / 500 % 2 == 0 ? 70 : 30; // grows, then shrinks
            if (random.nextInt(100) < share) {
                boolean back = !gone.isEmpty() && random.nextInt(3) == 0;
                add(back ? gone.remove(random.nextInt(gone.size())) : ++last);
            } else if (!present.isEmpty()) {
                Long id = random.nextInt(3) == 0 ? present.first() : present.ceiling(random.nextLong(last) + 1);
                if (id != null) {
                    remove(id);
                    gone.add(id);
                }
            }
            long after = random.nextInt(4) == 0 ? 0 : random.nextLong(last + 1);
            Long expected = present.higher(after);
            assertThat(queue.next(after, this::look)).as("step %s", step).isEqualTo(expected == null ? -1 : expected);
            assertThat(queue.size()).isEqualTo(present.size());
        }
        assertThat(walk()).containsExactlyElementsOf(present);
    }

    @Test
    void next_behindManyThatHaveGone_doesNotLookAtThemAgain() {
        int many = 10_000;
        for (long id = 1; id <= many + 1; id++) {
            add(id);
        }
        for (long id = 1; id <= many; id++) {
            remove(id);
        }
        looks = 0;
        assertThat(queue.next(0, this::look)).isEqualTo(many + 1);
        assertThat(looks).isLessThan(100);
    }

    @Test
    void next_whileTheHeadIsTakenAgainAndAgain_looksAtFew() {
        int many = 10_000;
        for (long id = 1; id <= many; id++) {
            add(id);
        }
        for (long id = 1; id < many; id++) {
            remove(id);
            assertThat(queue.next(0, this::look)).isEqualTo(id + 1);
        }
        assertThat(looks).isLessThan(5L * many);
    }

    @Test
    void remove_ofTheNewestAgainAndAgain_looksAtNone() {
        int many = 10_000;
        for (long id = 1; id <= many; id++) {
            add(id);
        }
        for (long id = many + 1; id <= 5L * many; id++) {
            add(id);
            remove(id);
        }
        assertThat(looks).isZero();
        assertThat(walk()).containsExactlyElementsOf(present);
    }

    private void add(long id) {
        present.add(id);
        queue.add(id);
    }

    private void remove(long id) {
        present.remove(id);
        queue.remove(id, this::look);
    }

    private boolean look(long id) {
        looks++;
        return present.contains(id);
    }

    private ArrayList<Long> walk() {
        var ids = new ArrayList<Long>();
        long id = 0;
        while ((id = queue.next(id, present::contains)) >= 0) {
            ids.add(id);
        }
        return ids;
    }
}
