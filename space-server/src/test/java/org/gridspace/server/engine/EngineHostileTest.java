package org.gridspace.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedFields;
import org.gridspace.server.engine.Command.MatchKind;
import org.junit.jupiter.api.Test;

/** What a careless or ill-willed client could try: many shapes, many waits, numbers at the edges, huge types. */
class EngineHostileTest extends EngineScenario {
    private static final int BITS = 6;
    private static final int ALL = (1 << BITS) - 1;

    @Test
    void templates_ofMoreShapesThanIndexes_findTheirEntriesAndKeepTheIndexesInUse() {
        int wide = wideType();
        for (int mask = 1; mask <= Shelf.MOST_SHAPES; mask++) {
            take(MatchKind.READ, 0, wide, template(mask, 0));
        }
        List<Long> first = indexMasks(wide);
        for (int mask = 1; mask <= ALL; mask++) {
            int wanted = mask * 37 & ALL;
            assertThat(take(MatchKind.READ, 0, wide, template(mask, wanted)))
                    .isEqualTo(String.join(",", template(ALL, wanted & mask)));
        }
        assertThat(indexMasks(wide)).isEqualTo(first).hasSize(Shelf.MOST_SHAPES);
    }

    @Test
    void index_notUsedLately_makesRoomForANewShape() {
        int wide = wideType();
        for (int mask = 1; mask <= Shelf.MOST_SHAPES; mask++) {
            take(MatchKind.READ, 0, wide, template(mask, 0));
        }
        for (int i = 0; i < 2_000; i++) {
            take(MatchKind.READ, 0, wide, template(2, 0));
        }
        take(MatchKind.READ, 0, wide, template(ALL, 5));
        assertThat(indexMasks(wide))
                .hasSize(Shelf.MOST_SHAPES)
                .contains(2L, (long) ALL)
                .doesNotContain(1L);
    }

    @Test
    void waits_ofMoreShapesThanLines_allMeetTheirEntry() {
        int wide = wideType();
        List<String> expected = new ArrayList<>();
        for (int mask = 1; mask <= ALL; mask++) {
            blocked(MatchKind.READ, 0, 0, wide, values(mask, "other"));
            expected.add(sequence + ":" + String.join(",", Collections.nCopies(BITS, "other")));
        }
        write(wide, values(ALL, "other"));
        assertThat(completed).isEqualTo(expected);
    }

    @Test
    void write_amongAHundredThousandWaits_looksAtItsOwnOnly() {
        int waits = 100_000;
        for (int i = 0; i < waits; i++) {
            blocked(MatchKind.TAKE, 0, 0, base, "key" + i, null);
        }
        byte[] fields = entry(FOREVER, base, "key777", "v").fields();
        List<WatchLine<Wait>> lines = engine.waits()
                .linesFor(engine.types().node(base), fields, engine.contents().hash());
        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line.of(MatchKind.TAKE.ordinal()))
                        .singleElement()
                        .satisfies(wait ->
                                assertThat(wait.pattern(0).matches(fields)).isTrue()));
        write(base, "key777", "v");
        write(base, "none", "v");
        assertThat(completed).containsExactly("778:key777,v");
        assertThat(engine.waits().size()).isEqualTo(waits - 1);
    }

    @Test
    void take_behindTenThousandHeldEntries_doesNotLookAtThem() {
        for (int i = 0; i < 10_001; i++) {
            write(base, "k", "" + i);
        }
        long transaction = begin(FOREVER);
        for (int i = 0; i < 10_000; i++) {
            take(MatchKind.TAKE, transaction, base, "k", null);
        }
        var looked = new ArrayList<Long>();
        Pattern pattern = Pattern.of(
                engine.types().node(base),
                new Command.Template(base, entry(1, base, "k", null).fields()),
                engine.contents().hash());
        engine.contents().open().first(pattern, looked::add);
        assertThat(looked).hasSize(1);
        assertThat(take(base, "k", null)).isEqualTo("k,10000");
        assertThat(take(base, "k", null)).isEqualTo("nothing");
    }

    @Test
    void write_amongTenThousandRegistrations_looksAtItsOwnOnly() {
        for (int i = 0; i < 10_000; i++) {
            var templates = List.of(template(base, "key" + i, null));
            apply(new Command.Register(origin(), 0, Command.EventKind.WRITTEN, templates, FOREVER));
        }
        assertThat(registrationsFor("none")).isEmpty();
        assertThat(registrationsFor("key777")).hasSize(1);
        write(base, "none", "v");
        write(base, "key777", "v");
        assertThat(events).containsExactly("778:1");
    }

    private List<WatchLine<Registration>> registrationsFor(String key) {
        byte[] fields = entry(FOREVER, base, key, "v").fields();
        return engine.types()
                .node(base)
                .registrations()
                .collect(fields, engine.contents().hash(), List.of());
    }

    @Test
    void range_amongAHundredThousandEntries_looksAtItsOwnOnly() {
        for (int i = 0; i < 100_000; i++) {
            write(base, "k" + i % 3, String.format("value %06d", i * 7 % 100_000));
        }
        var condition = new Command.Condition(1, Command.Comparison.GREATER, bytes("value 050000"));
        Pattern pattern = Pattern.of(
                engine.types().node(base),
                new Command.Template(base, pack("k1", null), List.of(condition)),
                engine.contents().hash());
        var looked = new ArrayList<Long>();
        assertThat(engine.contents().open().first(pattern, looked::add)).isEqualTo(looked.get(0));
        assertThat(looked).hasSize(1);
        assertThat(engine.types().node(base).part(0).ordered())
                .singleElement()
                .satisfies(index -> assertThat(index.size()).isEqualTo(100_000));
    }

    @Test
    void templates_ofTooManyShapes_areRefused() {
        int wide = wideType();
        var templates = new ArrayList<Command.Template>();
        for (int i = 0; i <= ALL; i++) {
            templates.add(new Command.Template(wide, pack(template(i, i))));
        }
        assertThat(apply(new Command.TakeBatch(origin(), 0, templates, 0, 1))).isInstanceOf(Outcome.FoundBatch.class);
        templates.add(template(base, "x", null));
        assertThat(apply(new Command.TakeBatch(origin(), 0, templates, 0, 1))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void template_ofATypeWithAThousandFields_comparesThemAll() {
        String[] names = new String[EntryType.MAX_FIELDS];
        for (int i = 0; i < names.length; i++) {
            names[i] = String.format("f%04d", i);
        }
        int huge = define(new EntryType(List.of(level("Huge", names))));
        String[] entry = names.clone();
        String[] template = new String[names.length];
        write(huge, entry);
        template[63] = "f0063";
        template[names.length - 1] = "another";
        assertThat(take(huge, template)).isEqualTo("nothing");
        template[names.length - 1] = entry[names.length - 1];
        assertThat(take(huge, template)).isEqualTo(String.join(",", entry));
    }

    @Test
    void times_atTheEdge_neverOverflow() {
        now = Long.MAX_VALUE - 10;
        session = open(2, FOREVER);
        write(FOREVER - 1, base, "x", "1");
        write(20, base, "x", "2");
        long transaction = begin(FOREVER - 5);
        blocked(MatchKind.TAKE, transaction, FOREVER - 1, base, "y", null);
        now = Long.MAX_VALUE - 1;
        apply(new Command.Tick());
        assertThat(engine.nextDeadlineMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(completed).isEmpty();
        assertThat(take(base, "x", null)).isEqualTo("x,1");
        assertThat(take(base, "x", null)).isEqualTo("x,2");
    }

    @Test
    void time_thatGoesBack_countsAsTheLast() {
        write(100, base, "x", "1");
        now += 50;
        apply(new Command.Tick());
        now -= 1_000_000;
        write(100, base, "x", "2");
        now += 1_000_060;
        assertThat(take(base, "x", null)).isEqualTo("x,2");
    }

    @Test
    void acknowledgement_ofNonsense_doesNoHarm() {
        write(base, "x", "1");
        apply(new Command.Acknowledge(session, -5, new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1_000, 1_000}));
        assertThat(take(base, "x", null)).isEqualTo("x,1");
        apply(new Command.Acknowledge(session, 500, new long[0]));
        assertThat(apply(match(MatchKind.READ, 0, 0, 0, base, null, null)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.STALE_SEQUENCE));
        sequence = 500;
        write(base, "x", "2");
        assertThat(take(base, "x", null)).isEqualTo("x,2");
    }

    @Test
    void entry_overTheSizeLimit_isRefused() {
        byte[] most = wellFormed(PackedFields.MAX_BYTES);
        byte[] tooMuch = wellFormed(PackedFields.MAX_BYTES + 1);
        assertThat(apply(new Command.Write(origin(), 0, new Command.NewEntry(base, most, FOREVER))))
                .isInstanceOf(Outcome.Written.class);
        assertThat(apply(new Command.Write(origin(), 0, new Command.NewEntry(base, tooMuch, FOREVER))))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.BAD_REQUEST));
    }

    /** A long field and a null one, together that many bytes. */
    private static byte[] wellFormed(int size) {
        byte[] fields = new byte[size];
        int lengthPlusOne = size - 4;
        for (int i = 0; i < 4; i++) {
            fields[i] = (byte) (lengthPlusOne >> 7 * i & 0x7f | (i < 3 ? 0x80 : 0));
        }
        PackedFields.validate(fields, 2);
        return fields;
    }

    /** A type with an entry for each combination of its fields' two values. */
    private int wideType() {
        int wide = define(new EntryType(List.of(level("Wide", "a", "b", "c", "d", "e", "f"))));
        for (int i = 0; i <= ALL; i++) {
            write(wide, template(ALL, i));
        }
        return wide;
    }

    private static String[] template(int mask, int values) {
        String[] fields = new String[BITS];
        for (int i = 0; i < BITS; i++) {
            fields[i] = (mask >> i & 1) == 0 ? null : "bit" + (values >> i & 1);
        }
        return fields;
    }

    private static String[] values(int mask, String value) {
        String[] fields = new String[BITS];
        for (int i = 0; i < BITS; i++) {
            fields[i] = (mask >> i & 1) == 0 ? null : value;
        }
        return fields;
    }

    private List<Long> indexMasks(int type) {
        return engine.types().node(type).part(0).indexes().stream()
                .map(ShapeIndex::mask)
                .toList();
    }
}
