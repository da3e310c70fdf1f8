package org.gridspace.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.entry.PackedFields;
import org.junit.jupiter.api.Test;

/** Records in place of entries. */
class RecordEntryTest {
    /** Neither public nor serializable. */
    record Job(String name, int count, Integer most, List<String> words) {
        static final String CONSTANT = "not stored";

        Job {
            if (count < 0) {
                throw new IllegalArgumentException("a negative count");
            }
        }
    }

    record Tagged(String name) implements Entry {}

    record Every(boolean a, byte b, short c, char d, int e, long f, float g, double h) {}

    private final EntryCodec codec = new EntryCodec();

    private static String golden(String name) throws Exception {
        try (InputStream in = RecordEntryTest.class.getResourceAsStream("record-1.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .findFirst()
                    .orElseThrow()
                    .split(" ")[1];
        }
    }

    @Test
    void typeOf_record_hasItsComponentsByName() {
        assertThat(codec.typeOf(Job.class))
                .isEqualTo(new EntryType(List.of(new EntryType.Level(
                        Job.class.getName(),
                        List.of(
                                new EntryType.Field("count", "int"),
                                new EntryType.Field("most", "java.lang.Integer"),
                                new EntryType.Field("name", "java.lang.String"),
                                new EntryType.Field("words", "java.util.List"))))));
        assertThat(codec.fieldTypesOf(Job.class)).containsExactly(int.class, Integer.class, String.class, List.class);
    }

    @Test
    void packObject_record_givesTheBytesOfTheGoldenFile() throws Exception {
        PackedEntry full = codec.packObject(new Job("a", 7, null, List.of("x")));
        assertThat(HexFormat.of().formatHex(full.fields())).isEqualTo(golden("full"));
        PackedEntry nulls = codec.packObject(new Job(null, 0, null, null));
        assertThat(HexFormat.of().formatHex(nulls.fields())).isEqualTo(golden("nulls"));
    }

    @Test
    void unpackObject_record_isEqual() throws Exception {
        for (Object job : List.of(
                new Job("a", 7, -1, new ArrayList<>(List.of("x", "y"))),
                new Job(null, 0, null, null),
                new Every(true, (byte) 1, (short) 2, 'c', 3, 4, 5, 6))) {
            assertThat(codec.unpackObject(codec.packObject(job))).isEqualTo(job);
        }
    }

    @Test
    void packObject_entry_isAsPack() {
        var holder = Holder.of("x");
        assertThat(codec.packObject(holder)).isEqualTo(codec.pack(holder));
    }

    @Test
    void pack_recordThatIsAnEntry_isRefused() {
        assertThatThrownBy(() -> codec.pack(new Tagged("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-arg constructor");
    }

    @Test
    void unpack_record_isNoEntry() throws Exception {
        PackedEntry packed = codec.packObject(new Job("a", 7, null, null));
        assertThatThrownBy(() -> codec.unpack(packed)).isInstanceOf(UnusableEntryException.class);
    }

    @Test
    void unpackObject_nullInAPrimitive_isUnusable() {
        EntryType type = codec.typeOf(Job.class);
        var packed = new PackedEntry(type, new byte[type.fieldCount()]);
        assertThatThrownBy(() -> codec.unpackObject(packed)).isInstanceOf(UnusableEntryException.class);
    }

    @Test
    void unpackObject_constructorRefuses_isUnusableAndSaysWhy() {
        byte[][] values = {codec.encode(-1), null, null, null};
        var packed = new PackedEntry(codec.typeOf(Job.class), PackedFields.pack(values));
        assertThatThrownBy(() -> codec.unpackObject(packed))
                .isInstanceOfSatisfying(UnusableEntryException.class, problem -> {
                    assertThat(problem.partialEntry).isNull();
                    assertThat(problem.nestedExceptions[0]).hasMessage("a negative count");
                });
    }

    @Test
    void unpackObject_wrongTypeOfValue_isUnusable() {
        byte[][] values = {codec.encode("text"), null, null, null};
        var packed = new PackedEntry(codec.typeOf(Job.class), PackedFields.pack(values));
        assertThatThrownBy(() -> codec.unpackObject(packed)).isInstanceOf(UnusableEntryException.class);
    }

    @Test
    void unpackObject_recordThatThisProgramHasNotUsed_isRefused() throws Exception {
        PackedEntry packed = codec.packObject(new Job("a", 7, null, null));
        var stranger = new EntryCodec();
        assertThatThrownBy(() -> stranger.unpackObject(packed))
                .isInstanceOfSatisfying(
                        UnusableEntryException.class,
                        problem -> assertThat(problem.nestedExceptions[0]).hasMessageContaining("isn't allowed"));
        stranger.typeOf(Job.class);
        assertThat(stranger.unpackObject(packed)).isInstanceOf(Job.class);
    }

    @Test
    void packObject_unfit_isRefused() {
        assertThatThrownBy(() -> codec.packObject("text")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.packObject(new Locked(new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("field lock");
    }

    record Locked(Object lock) {}

    @Test
    void isOrdered_isTrueOfComparableValuesOnly() {
        for (Object ordered : List.of(1, 2L, 1.5, "a", 'c', java.time.Instant.EPOCH, java.math.BigDecimal.ONE)) {
            assertThat(EntryCodec.isOrdered(codec.encode(ordered)))
                    .as("%s", ordered)
                    .isTrue();
        }
        for (Object other : List.of(true, List.of(1), new int[] {1}, new java.util.BitSet())) {
            assertThat(EntryCodec.isOrdered(codec.encode(other)))
                    .as("%s", other)
                    .isFalse();
        }
    }
}
