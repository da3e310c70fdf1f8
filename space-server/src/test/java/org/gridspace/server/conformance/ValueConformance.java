package org.gridspace.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.Color;
import java.awt.Point;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.rmi.MarshalledObject;
import java.rmi.RemoteException;
import java.rmi.server.UID;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EventObject;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import net.jini.core.event.RemoteEvent;
import net.jini.core.lookup.ServiceID;
import net.jini.core.transaction.TransactionException;
import net.jini.lookup.entry.Name;
import org.junit.jupiter.api.Test;

/**
 * Points 3, 5 and 8: values of fields. EN.1.1 asks of them to be serializable, no more, so whatever is comes back and matches by its serialized form.
 */
abstract class ValueConformance extends Conformance {
    /** What real programs put into entries, each with a second one whose serialized form is equal. */
    private static Map<Object, Object> values() throws Exception {
        Map<Object, Object> values = new LinkedHashMap<>();
        values.put(String.class, String.class);
        values.put(int[].class, int[].class);
        values.put(long.class, long.class);
        values.put(Goods.Holder.class, Goods.Holder.class);
        values.put(TimeUnit.DAYS, TimeUnit.DAYS);
        values.put(Locale.GERMANY, Locale.forLanguageTag("de-DE"));
        values.put(new Color(1, 2, 3), new Color(1, 2, 3));
        values.put(new Point(1, 2), new Point(1, 2));
        values.put(new InetSocketAddress("127.0.0.1", 5), new InetSocketAddress("127.0.0.1", 5));
        SimpleDateFormat format = new SimpleDateFormat("yyyy", Locale.ROOT);
        values.put(format, format);
        values.put(new GregorianCalendar(2026, 1, 1), new GregorianCalendar(2026, 1, 1));
        values.put(new Name("as a value"), new Name("as a value"));
        values.put(new ServiceID(1, 2), new ServiceID(1, 2));
        values.put(new LookupLocator("jini://host:4160"), new LookupLocator("jini://host:4160"));
        values.put(new MarshalledObject<>("inside"), new MarshalledObject<>("inside"));
        values.put(BitSet.valueOf(new long[] {5}), BitSet.valueOf(new long[] {5}));
        values.put(new TreeSet<>(Collections.reverseOrder()), new TreeSet<>(Collections.reverseOrder()));
        values.put(
                Collections.checkedList(new ArrayList<>(), String.class),
                copy(Collections.checkedList(new ArrayList<>(), String.class)));
        UID uid = new UID();
        values.put(uid, copy(uid));
        Properties properties = new Properties();
        properties.setProperty("a", "b");
        values.put(properties, properties.clone());
        return values;
    }

    private static Object copy(Object value) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    private Object through(Object value) throws Exception {
        write(new Goods.Holder("value", value));
        return ((Goods.Holder) take(new Goods.Holder("value", null))).value;
    }

    @Test
    void p05_serializableValues_comeBackAndMatchTheirLikes() throws Exception {
        for (Map.Entry<Object, Object> pair : values().entrySet()) {
            Object value = pair.getKey();
            assertThat(through(value)).as(value.getClass().getName()).isEqualTo(value);
            write(new Goods.Holder("value", value));
            assertThat(take(new Goods.Holder(null, pair.getValue())))
                    .as(value.getClass().getName())
                    .isNotNull();
        }
    }

    @Test
    void p05_classesDiffer_doNotMatch() throws Exception {
        write(new Goods.Holder("value", String.class));
        assertThat(read(new Goods.Holder(null, Integer.class))).isNull();
        assertThat(read(new Goods.Holder(null, "java.lang.String"))).isNull();
        assertThat(read(new Goods.Holder(null, String.class))).isNotNull();
    }

    @Test
    void p05_exceptionsOfTheJdkAndOfJini_comeBack() throws Exception {
        for (Exception value : List.of(
                new RemoteException("far", new IOException("cable")),
                new UnknownHostException("host"),
                new NoSuchElementException("none"),
                new NoSuchMethodException("method"),
                new java.sql.SQLException("table"),
                new TransactionException("over"),
                new UnusableEntryException(new IllegalStateException("nested")))) {
            Exception found = (Exception) through(value);
            assertThat(found).hasSameClassAs(value);
            assertThat(found.getMessage()).isEqualTo(value.getMessage());
            assertThat(found.getStackTrace()).isEqualTo(value.getStackTrace());
        }
    }

    @Test
    void p05_queuesAndEvents_comeBack() throws Exception {
        for (java.util.Collection<String> queue : List.of(
                new LinkedBlockingQueue<>(List.of("a", "b")),
                new ArrayBlockingQueue<>(2, false, List.of("a", "b")),
                new PriorityBlockingQueue<>(List.of("b", "a")))) {
            Object found = through(queue);
            assertThat(found).hasSameClassAs(queue);
            assertThat((Iterable<?>) found).extracting(Object::toString).containsExactly("a", "b");
        }
        assertThat(((EventObject) through(new EventObject("source")))).isNotNull();
        RemoteEvent event = (RemoteEvent) through(new RemoteEvent("source", 1, 2, null));
        assertThat(List.of(event.getSource(), event.getID(), event.getSequenceNumber()))
                .containsExactly("source", 1L, 2L);
    }

    @Test
    void p05_arrays_comeBackAndMatchByContent() throws Exception {
        Object[] values = {
            new int[] {1, 2},
            new String[][] {{"a"}, {null, "b"}},
            new Object[] {1, "a", null},
            new Token[0],
            new byte[70_000]
        };
        for (Object value : values) {
            assertThat(Arrays.deepEquals(new Object[] {through(value)}, new Object[] {value}))
                    .isTrue();
            write(new Goods.Holder("value", value));
            assertThat(take(new Goods.Holder(null, copy(value)))).isNotNull();
        }
        write(new Goods.Holder("value", new Object[] {1}));
        assertThat(read(new Goods.Holder(null, new Integer[] {1})))
                .as("arrays of another type")
                .isNull();
    }

    @Test
    void p08_whateverReadingThrows_isNestedAsItIs() throws Exception {
        Map<Object, Class<? extends Throwable>> thrown = Map.of(
                new Goods.Failing(Goods.Failing.Way.IO), IOException.class,
                new Goods.Failing(Goods.Failing.Way.MISSING), ClassNotFoundException.class,
                new Goods.Failing(Goods.Failing.Way.RUNTIME), IllegalStateException.class,
                new Goods.Failing(Goods.Failing.Way.LINKAGE), NoClassDefFoundError.class);
        for (Map.Entry<Object, Class<? extends Throwable>> each : thrown.entrySet()) {
            write(new Goods.Holder("key", each.getKey()));
            UnusableEntryException problem =
                    catchThrowableOfType(UnusableEntryException.class, () -> take(new Goods.Holder()));
            assertThat(problem.unusableFields).containsExactly("value");
            assertThat(problem.nestedExceptions).hasSize(1);
            assertThat(problem.nestedExceptions[0]).isExactlyInstanceOf(each.getValue());
            assertThat(((Goods.Holder) problem.partialEntry).key).isEqualTo("key");
            assertEmpty();
        }
    }

    @Test
    void p09_snapshotThatWasSerialized_isOneStill() throws Exception {
        Entry snapshot = (Entry) copy(space().snapshot(new Token("a", 1)));
        space().write(snapshot, null, MINUTE);
        assertThat(Token.same(take(snapshot), new Token("a", 1))).isTrue();
        assertEmpty();
    }
}
