package org.gridspace.codec;

import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import org.gridspace.entry.EntryType;
import org.gridspace.entry.PackedEntry;
import org.gridspace.entry.PackedFields;
import org.jspecify.annotations.Nullable;

/**
 * Entries, and records in their place, to bytes and back. Each public field is encoded by itself, so that an object shared by two fields comes back as
 * two. Two field values match when their bytes are equal, and equal values have equal bytes: whatever the insertion order
 * of a {@link java.util.HashMap}, however references are shared. The class counts, too: an {@code ArrayList} never
 * equals a {@code LinkedList}, nor 1.0 the decimal 1.00.
 *
 * <p>Values of classes that have a say in their own serialization ({@code writeObject}, {@code readResolve},
 * {@code Externalizable}, …), of classes without a no-arg constructor that are no records, of JDK classes beyond the
 * usual values and collections, and values that contain themselves are stored with Java serialization. They match by the
 * bytes of that, which are not always equal for equal values.
 *
 * <p>Reading makes objects only of JDK values and collections, of classes from the code sources (jar or directory) of
 * entry classes that this codec has packed or described, of the very classes that their fields are declared as, and of
 * classes that the system property {@code gridspace.allow}
 * names when the codec is made: class names and {@code package.**} patterns, separated by commas. Entry classes
 * themselves need no permission but {@link Entry}.
 *
 * <p>Thread-safe. {@link #pack} never changes its argument.
 */
public final class EntryCodec {
    private final AllowList allowed = new AllowList(Platform.privileged(() -> System.getProperty(AllowList.PROPERTY)));
    private final EntryClasses classes = new EntryClasses(allowed);
    private final ThreadLocal<ValueWriter> writers = ThreadLocal.withInitial(() -> new ValueWriter(ClassForms::of));

    /** A codec that has seen no entry class yet. */
    public EntryCodec() {}

    /**
     * The type of an entry class or a record.
     *
     * @throws IllegalArgumentException if the class is no record and isn't public, has no public no-arg constructor or a public
     *     field is a primitive
     */
    public EntryType typeOf(Class<?> entryClass) {
        return classes.planOf(entryClass).type();
    }

    /** The declared types of a class's fields, in the order of {@link #typeOf}; only a record's may be primitive. */
    public List<Class<?>> fieldTypesOf(Class<?> entryClass) {
        EntryPlan plan = classes.planOf(entryClass);
        var types = new ArrayList<Class<?>>();
        for (int i = 0; i < plan.fieldCount(); i++) {
            types.add(plan.fieldType(i));
        }
        return types;
    }

    /**
     * Packs an entry or a template; a {@code null} template becomes {@link PackedEntry#ANY}, which matches everything.
     *
     * @throws IllegalArgumentException if the class breaks the rules of {@link #typeOf}
     * @throws UnstorableValue if a field's value can't be stored, and names it: not serializable, nested too deeply or larger than
     *     {@value PackedFields#MAX_BYTES} bytes
     */
    public PackedEntry pack(@Nullable Entry entryOrTemplate) {
        if (entryOrTemplate == null) {
            return PackedEntry.ANY;
        }
        EntryPlan plan = classes.planOf(entryOrTemplate.getClass());
        if (plan.isRecord()) {
            throw new IllegalArgumentException(
                    "entry class " + plan.entryClass().getName() + " is a record: it has no public no-arg constructor");
        }
        return pack(plan, entryOrTemplate);
    }

    /**
     * Packs a record, whose components are its fields, or an entry. A null component is null, or anything in a template.
     *
     * @throws IllegalArgumentException as {@link #pack}
     * @throws UnstorableValue as {@link #pack}
     */
    public PackedEntry packObject(Object recordOrEntry) {
        return pack(classes.planOf(recordOrEntry.getClass()), recordOrEntry);
    }

    private PackedEntry pack(EntryPlan plan, Object entry) {
        ValueWriter out = writers.get();
        if (!out.begin()) {
            out = new ValueWriter(ClassForms::of);
        }
        try {
            int[] ends = new int[plan.fieldCount()];
            for (int i = 0; i < ends.length; i++) {
                write(out, plan, i, plan.get(entry, i));
                ends[i] = out.position();
            }
            return new PackedEntry(plan.type(), PackedFields.pack(out.getBuffer(), ends));
        } finally {
            out.end();
        }
    }

    /**
     * One value as a field of an entry has it.
     *
     * @throws UnstorableValue if it can't be stored
     */
    public byte[] encode(Object value) {
        try (var out = new ValueWriter(ClassForms::of)) {
            try {
                out.putScoped(value);
            } catch (ValueWriter.CyclicGraph e) {
                out.rewind(0);
                SerializedForm.write(out, value);
            } catch (Unwritable | KryoBufferOverflowException | StackOverflowError e) {
                throw new UnstorableValue("a value that can't be stored: " + e.getMessage(), e);
            }
            return out.toBytes();
        }
    }

    /** Whether the bytes of {@link #encode} are of a kind of value whose bytes are in the order of {@code compareTo}. */
    public static boolean isOrdered(byte[] encoded) {
        int tag = encoded[0];
        return tag >= Tag.BYTE && tag <= Tag.BIG_DECIMAL || tag >= Tag.STRING && tag <= Tag.YEAR_MONTH;
    }

    private static void write(ValueWriter out, EntryPlan plan, int index, @Nullable Object value) {
        if (value == null) {
            return;
        }
        int start = out.position();
        try {
            try {
                out.putScoped(value);
            } catch (ValueWriter.CyclicGraph e) {
                out.rewind(start);
                SerializedForm.write(out, value);
            }
        } catch (Unwritable e) {
            throw new UnstorableValue(
                    "entry class " + plan.entryClass().getName() + ", " + e.describe(plan.fieldName(index)), e);
        } catch (StackOverflowError e) {
            throw new UnstorableValue(
                    "entry class " + plan.entryClass().getName() + ", field " + plan.fieldName(index)
                            + ": nested more deeply than this thread's stack allows",
                    e);
        } catch (KryoBufferOverflowException e) {
            throw new UnstorableValue(
                    "entry class " + plan.entryClass().getName() + ": more than " + PackedFields.MAX_BYTES
                            + " bytes with field " + plan.fieldName(index),
                    e);
        }
    }

    /**
     * Makes the entry again that {@link #pack} was given.
     *
     * @throws IllegalArgumentException if {@code packed} is {@link PackedEntry#ANY}, which stands for no entry
     * @throws UnusableEntryException if the class isn't there, is another one here or can't be constructed (then without
     *     a partial entry and with one exception), or if fields can't be read (then with an entry in which they are
     *     {@code null}, their names, and an exception for each)
     */
    public Entry unpack(PackedEntry packed) throws UnusableEntryException {
        if (packed.type().levels().isEmpty()) {
            throw new IllegalArgumentException("the null template is no entry");
        }
        EntryPlan plan = classes.find(packed.type());
        if (plan.isRecord()) {
            throw new UnusableEntryException(
                    new UnreadableValue(plan.entryClass().getName() + " is a record and no Entry"));
        }
        return unpackEntry(plan, packed);
    }

    /**
     * Makes what {@link #packObject} was given. A record whose fields can't be read doesn't come into being, not even in part.
     *
     * @throws IllegalArgumentException as {@link #unpack}
     * @throws UnusableEntryException as {@link #unpack}; of a record, the first field's exception
     */
    public Object unpackObject(PackedEntry packed) throws UnusableEntryException {
        if (packed.type().levels().isEmpty()) {
            throw new IllegalArgumentException("the null template is no entry");
        }
        EntryPlan plan = classes.find(packed.type());
        return plan.isRecord() ? unpackRecord(plan, packed.fields()) : unpackEntry(plan, packed);
    }

    private Object unpackRecord(EntryPlan plan, byte[] bytes) throws UnusableEntryException {
        var in = new ValueReader(bytes, new ClassSource(allowed, plan.entryClass()));
        @Nullable Object[] values = new @Nullable Object[plan.fieldCount()];
        int at = 0;
        try {
            for (int i = 0; i < values.length; i++) {
                int start = PackedFields.valueStart(bytes, at);
                at = PackedFields.next(bytes, at);
                values[i] = start < 0 ? null : in.whole(start, at);
            }
            return plan.record(values);
        } catch (UnreadableValue e) {
            throw new UnusableEntryException(e.reported());
        } catch (InvocationTargetException e) {
            throw new UnusableEntryException(e.getCause() == null ? e : e.getCause());
        } catch (IllegalArgumentException | LinkageError e) {
            throw new UnusableEntryException(e);
        }
    }

    private Entry unpackEntry(EntryPlan plan, PackedEntry packed) throws UnusableEntryException {
        Entry entry;
        try {
            entry = plan.create();
        } catch (InvocationTargetException e) {
            throw new UnusableEntryException(e.getCause() == null ? e : e.getCause());
        } catch (LinkageError e) {
            throw new UnusableEntryException(e);
        }
        fill(entry, plan, packed.fields());
        return entry;
    }

    private void fill(Entry entry, EntryPlan plan, byte[] bytes) throws UnusableEntryException {
        var unusable = new ArrayList<String>(0);
        var failures = new ArrayList<Throwable>(0);
        var in = new ValueReader(bytes, new ClassSource(allowed, plan.entryClass()));
        int at = 0;
        for (int i = 0; i < plan.fieldCount(); i++) {
            int start = PackedFields.valueStart(bytes, at);
            at = PackedFields.next(bytes, at);
            plan.set(entry, i, null);
            try {
                if (start >= 0) {
                    plan.set(entry, i, in.whole(start, at));
                }
            } catch (UnreadableValue e) {
                unusable.add(plan.fieldName(i));
                failures.add(e.reported());
            } catch (IllegalArgumentException e) {
                unusable.add(plan.fieldName(i));
                failures.add(new UnreadableValue("not of the field's type", e));
            }
        }
        if (!unusable.isEmpty()) {
            throw new UnusableEntryException(
                    entry, unusable.toArray(String[]::new), failures.toArray(Throwable[]::new));
        }
    }
}
