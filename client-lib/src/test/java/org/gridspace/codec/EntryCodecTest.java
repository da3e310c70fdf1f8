package org.gridspace.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.entry.PackedFields;
import org.junit.jupiter.api.Test;

/** The rules of the Entry specification, as the codec keeps them. */
class EntryCodecTest {
    private final EntryCodec codec = new EntryCodec();

    /** Not an entry, but part of its chain. */
    public static class Stamped {
        public Long stamp;
        private String hidden = "from the constructor";
    }

    /** A superclass with fields out of alphabetical order. */
    public static class Base extends Stamped implements Entry {
        public String name;
        public Integer count;
        public static String shared = "static";
        public transient String passing = "transient";
        public final String fixed = "final";
        protected String kept = "protected";
    }

    /** A subclass. */
    public static class Derived extends Base {
        public Object any;
        public List<String> list;
        public Map<Object, Object> map;
        public AtomicLong counter;
    }

    /** Refused: a primitive. */
    public static class WithPrimitive implements Entry {
        public int count;
    }

    /** Refused: no public constructor. */
    public static class WithoutConstructor implements Entry {
        WithoutConstructor() {}
    }

    static class NotPublic implements Entry {
        public NotPublic() {}
    }

    private static Derived sample() {
        var entry = new Derived();
        entry.stamp = 7L;
        entry.name = "näme";
        entry.any = List.of(1, "two", 3.0);
        entry.list = new ArrayList<>(List.of("a", "b"));
        entry.map = new HashMap<>(Map.of("k", 1, 2, "v"));
        entry.counter = new AtomicLong(99);
        return entry;
    }

    @Test
    void typeOf_subclass_hasLevelsFromTheOutermostWithFieldsByName() {
        EntryType type = codec.typeOf(Derived.class);

        assertThat(type.levels())
                .extracting(EntryType.Level::className)
                .containsExactly(Stamped.class.getName(), Base.class.getName(), Derived.class.getName());
        assertThat(type.fields())
                .extracting(EntryType.Field::name)
                .containsExactly("stamp", "count", "name", "any", "counter", "list", "map");
        assertThat(type.levels().get(0).fields()).containsExactly(new EntryType.Field("stamp", "java.lang.Long"));
        assertThat(type.isSubtypeOf(codec.typeOf(Base.class))).isTrue();
    }

    @Test
    void typeOf_classThatBreaksTheRules_isRefusedForEntriesAndTemplates() {
        assertThatThrownBy(() -> codec.typeOf(WithPrimitive.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count")
                .hasMessageContaining(WithPrimitive.class.getName());
        assertThatThrownBy(() -> codec.pack(new WithPrimitive())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.pack(new WithoutConstructor()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no public no-arg constructor");
        assertThatThrownBy(() -> codec.pack(new NotPublic()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("public");
    }

    @Test
    void pack_null_isTheTemplateThatMatchesEverything() {
        assertThat(codec.pack(null)).isSameAs(PackedEntry.ANY);
        assertThatThrownBy(() -> codec.unpack(PackedEntry.ANY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unpack_packedEntry_givesAnotherOfTheSameClassWithEqualFields() throws Exception {
        Derived entry = sample();
        entry.passing = "changed";
        entry.kept = "changed";

        var copy = (Derived) codec.unpack(codec.pack(entry));

        assertThat(copy).isNotSameAs(entry);
        assertThat(copy.stamp).isEqualTo(7L);
        assertThat(copy.name).isEqualTo("näme");
        assertThat(copy.count).isNull();
        assertThat(copy.any).isEqualTo(List.of(1, "two", 3.0));
        assertThat(copy.list).isEqualTo(List.of("a", "b")).isInstanceOf(ArrayList.class);
        assertThat(copy.map).isEqualTo(entry.map).isInstanceOf(HashMap.class);
        assertThat(copy.counter).hasValue(99);
        assertThat(copy.passing).isEqualTo("transient");
        assertThat(copy.kept).isEqualTo("protected");
    }

    @Test
    void pack_sharedObject_comesBackAsTwo() throws Exception {
        Derived entry = sample();
        entry.any = entry.list;

        var copy = (Derived) codec.unpack(codec.pack(entry));

        assertThat(copy.any).isEqualTo(copy.list).isNotSameAs(copy.list);
    }

    @Test
    void pack_template_isABeginningOfWhatTheSubclassPacks() {
        var template = new Base();
        template.stamp = 7L;
        byte[][] expected = PackedFields.unpack(codec.pack(sample()).fields(), 7);
        byte[][] actual = PackedFields.unpack(codec.pack(template).fields(), 3);

        assertThat(actual[0]).isEqualTo(expected[0]);
        assertThat(actual[1]).isNull();
        assertThat(actual[2]).isNull();
    }

    @Test
    void unpack_fieldOfForbiddenClass_isUnusableAndTheRestIsThere() {
        Derived entry = sample();
        entry.any = new java.util.logging.LogRecord(java.util.logging.Level.INFO, "x");
        PackedEntry packed = codec.pack(entry);

        assertThatThrownBy(() -> codec.unpack(packed)).isInstanceOfSatisfying(UnusableEntryException.class, e -> {
            assertThat(e.unusableFields).containsExactly("any");
            assertThat(e.nestedExceptions).hasSize(1);
            assertThat(e.nestedExceptions[0])
                    .hasMessageContaining("java.util.logging.LogRecord")
                    .hasMessageContaining("gridspace.allow");
            assertThat(e.partialEntry).isInstanceOfSatisfying(Derived.class, d -> {
                assertThat(d.any).isNull();
                assertThat(d.name).isEqualTo("näme");
            });
        });
    }

    @Test
    void unpack_unknownClass_givesNullNullAndOneException() {
        var type = new EntryType(List.of(new EntryType.Level("com.example.Nowhere", List.of())));

        assertThatThrownBy(() -> codec.unpack(new PackedEntry(type, new byte[0])))
                .isInstanceOfSatisfying(UnusableEntryException.class, e -> {
                    assertThat(e.partialEntry).isNull();
                    assertThat(e.unusableFields).isNull();
                    assertThat(e.nestedExceptions).hasSize(1);
                    assertThat(e.nestedExceptions[0]).isInstanceOf(ClassNotFoundException.class);
                });
    }

    @Test
    void pack_notSerializable_namesFieldAndClass() {
        Derived entry = sample();
        entry.any = new ArrayList<>(List.of(new Object()));

        assertThatThrownBy(() -> codec.pack(entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("any")
                .hasMessageContaining("java.lang.Object");
    }
}
