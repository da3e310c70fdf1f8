package org.gridspace.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.gridspace.entry.PackedFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's own open-addressing tables against those of the JDK. */
class TablesTest {
    private static final int STEPS = 30_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void hashHeads_atRandom_agreeWithAMap(int seed) {
        var random = new Random(seed);
        var heads = new HashHeads();
        var expected = new HashMap<Long, Long>();
        for (int step = 0; step < STEPS; step++) {
            long hash = (1 + random.nextLong(700)) << (seed % 2 == 0 ? 20 : 32); // even seeds crowd at few places
            if (random.nextInt(10) < (step / 3_000 % 2 == 0 ? 7 : 3)) {
                long value = random.nextBoolean() ? 1 + random.nextInt(9) : -1 - random.nextInt(9);
                heads.put(hash, value);
                expected.put(hash, value);
            } else {
                heads.remove(hash);
                expected.remove(hash);
            }
            long other = random.nextLong(700) << 32;
            assertThat(heads.get(other)).isEqualTo(expected.getOrDefault(other, HashHeads.ABSENT));
            assertThat(heads.size()).isEqualTo(expected.size());
        }
        var found = new HashMap<Long, Long>();
        heads.forEach((hash, value) -> assertThat(found.put(hash, value)).isNull());
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void entryTable_atRandom_agreesWithAMap(int seed) {
        var random = new Random(seed);
        var table = new EntryTable();
        var expected = new TreeMap<Long, byte[]>();
        long last = seed == 4 ? 1L << 60 : 0;
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(10) < (step / 5_000 % 2 == 0 ? 8 : 2)) {
                last += random.nextInt(5) == 0 ? 1 + random.nextInt(1_000) : 1;
                byte[] fields = {(byte) step};
                table.insert(last, step % 300, fields, step % 3 == 0 ? SpaceTime.NEVER : last);
                table.setShelf(last, (byte) (step % 2 + 1));
                expected.put(last, fields);
                assertThat(table.typeId(last)).isEqualTo(step % 300);
                assertThat(table.shelf(last)).isEqualTo((byte) (step % 2 + 1));
            } else if (!expected.isEmpty()) {
                Long id = expected.ceilingKey(random.nextLong(last + 1));
                if (id != null) {
                    table.remove(id);
                    expected.remove(id);
                }
            }
            long other = random.nextLong(last + 2) - 1;
            assertThat(table.contains(other)).isEqualTo(expected.containsKey(other));
        }
        List<Long> ids = new ArrayList<>();
        table.forEachId(ids::add);
        assertThat(ids).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(table.size()).isEqualTo(expected.size());
        expected.forEach((id, fields) -> assertThat(table.fields(id)).isSameAs(fields));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 64, 1_024})
    void entryTable_leftWithEveryNthEntry_findsThoseAndNewOnes(int survivor) {
        var table = new EntryTable();
        int written = 40_000;
        for (long id = 1; id <= written; id++) {
            table.insert(id, 1, new byte[] {(byte) id}, SpaceTime.NEVER);
            if (id > 500 && (id - 500) % survivor != 0) {
                table.remove(id - 500);
            }
        }
        for (long id = 1; id <= written; id++) {
            boolean stays = id % survivor == 0 || id > written - 500;
            assertThat(table.contains(id)).as("%s", id).isEqualTo(stays);
            if (stays) {
                assertThat(table.fields(id)).containsExactly((byte) id);
            }
        }
        for (long id = 1; id <= written; id++) {
            if (table.contains(id)) {
                table.remove(id);
            }
        }
        assertThat(table.size()).isZero();
        table.insert(written + 1, 2, new byte[] {7}, SpaceTime.NEVER);
        assertThat(table.fields(written + 1)).containsExactly(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void slots_atRandom_keepWhatTheyAreGivenAndStaySmall(int seed) {
        var random = new Random(seed);
        var slots = new Slots<String>();
        var expected = new TreeMap<Integer, String>();
        int most = 0;
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(10) < (step / 3_000 % 2 == 0 ? 7 : 3)) {
                int slot = slots.keep("s" + step);
                assertThat(expected.put(slot, "s" + step)).isNull();
                most = Math.max(most, expected.size());
                assertThat(slot).isBetween(0, most - 1);
            } else if (!expected.isEmpty()) {
                Integer slot = expected.ceilingKey(random.nextInt(expected.lastKey() + 1));
                slots.release(slot);
                expected.remove(slot);
            }
        }
        expected.forEach((slot, object) -> assertThat(slots.get(slot)).isEqualTo(object));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 15, 191, 192, 193, 5_000})
    void orderedIndex_builtOfEntriesInAnyOrder_isInOrder(int count) {
        var random = new Random(count);
        var table = new EntryTable();
        var ids = new ArrayList<Long>();
        for (long id = 1; id <= count; id++) {
            String value = "\1" + "same beginning".substring(random.nextInt(14)) + random.nextInt(50);
            byte[] fields = PackedFields.pack(
                    new byte[][] {{(byte) random.nextInt(3)}, value.getBytes(StandardCharsets.US_ASCII)});
            table.insert(id, 1, fields, SpaceTime.NEVER);
            ids.add(id);
        }
        var conditions = List.of(new Command.Condition(1, Command.Comparison.GREATER, new byte[] {1}));
        Range range = Objects.requireNonNull(Range.of(conditions));
        var index = new OrderedIndex(1, range, new FieldHash(5), table);
        Collections.shuffle(ids, random);
        index.build(ids.stream().mapToLong(Long::longValue).toArray(), count);
        ids.sort((one, other) -> index.compare(one, table.fields(one), other, table.fields(other)));
        var found = new ArrayList<Long>();
        index.forEach(found::add);
        assertThat(found).isEqualTo(ids).hasSize(count);
    }

    @Test
    void fieldHash_ofTheSameFieldsByAnotherMask_isAnother() {
        var hash = new FieldHash(7);
        byte[] one = PackedFields.pack(new byte[][] {{1}, {2}});
        byte[] other = PackedFields.pack(new byte[][] {{1}, {3}});
        long ofOne = hash.of(one, 3);
        assertThat(hash.of(one, 1)).isNotEqualTo(ofOne).isEqualTo(hash.of(other, 1));
        assertThat(hash.of(other, 3)).isNotEqualTo(ofOne);
        assertThat(hash.of(one, 3)).isEqualTo(ofOne).isEqualTo(new FieldHash(7).of(one.clone(), 3));
    }

    @Test
    void entryTable_askedForNumbersThatNoEntryHas_saysNo() {
        var table = new EntryTable();
        for (long id = 1; id < 100; id++) {
            table.insert(id, 1, new byte[0], SpaceTime.NEVER);
        }
        for (long id : new long[] {0, -1, -2, -3, -4, Long.MIN_VALUE, Long.MAX_VALUE, 100}) {
            assertThat(table.contains(id)).isFalse();
            assertThat(table.shelf(id)).isEqualTo(EntryTable.LOOSE);
            assertThat(table.deadlineOf(id)).isEqualTo(SpaceTime.NEVER);
        }
    }
}
