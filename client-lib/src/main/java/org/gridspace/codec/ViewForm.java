package org.gridspace.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The unmodifiable and synchronized views of {@link Collections}: which view, and the collection beneath, so that a view
 * of a hash map is as independent of insertion order as the map. What is beneath is private to the JDK; it's caught on
 * its way through the view's own serialization.
 */
final class ViewForm {
    private static final List<Function<Object, Object>> VIEWS = new ArrayList<>();

    private ViewForm() {}

    /** The order of these is the format. */
    static void register() {
        view(List.of(new ArrayList<>()), c -> Collections.unmodifiableCollection((Collection<?>) c));
        view(List.of(new ArrayList<>(), new LinkedList<>()), c -> Collections.unmodifiableList((List<?>) c));
        view(List.of(Set.of()), c -> Collections.unmodifiableSet((Set<?>) c));
        view(List.of(new TreeSet<>()), c -> Collections.unmodifiableSortedSet((SortedSet<?>) c));
        view(List.of(new TreeSet<>()), c -> Collections.unmodifiableNavigableSet((NavigableSet<?>) c));
        view(List.of(Map.of()), c -> Collections.unmodifiableMap((Map<?, ?>) c));
        view(List.of(new TreeMap<>()), c -> Collections.unmodifiableSortedMap((SortedMap<?, ?>) c));
        view(List.of(new TreeMap<>()), c -> Collections.unmodifiableNavigableMap((NavigableMap<?, ?>) c));
        view(List.of(new ArrayList<>()), c -> Collections.synchronizedCollection((Collection<?>) c));
        view(List.of(new ArrayList<>(), new LinkedList<>()), c -> Collections.synchronizedList((List<?>) c));
        view(List.of(Set.of()), c -> Collections.synchronizedSet((Set<?>) c));
        view(List.of(new TreeSet<>()), c -> Collections.synchronizedSortedSet((SortedSet<?>) c));
        view(List.of(new TreeSet<>()), c -> Collections.synchronizedNavigableSet((NavigableSet<?>) c));
        view(List.of(Map.of()), c -> Collections.synchronizedMap((Map<?, ?>) c));
        view(List.of(new TreeMap<>()), c -> Collections.synchronizedSortedMap((SortedMap<?, ?>) c));
        view(List.of(new TreeMap<>()), c -> Collections.synchronizedNavigableMap((NavigableMap<?, ?>) c));
        Forms.reading(Tag.VIEW, ViewForm::read);
    }

    private static void view(List<Object> samples, Function<Object, Object> maker) {
        int kind = VIEWS.size();
        VIEWS.add(maker);
        for (Object sample : samples) {
            Forms.writing(maker.apply(sample).getClass(), (out, value) -> {
                out.enter(value);
                out.writeByte(Tag.VIEW);
                out.writeByte(kind);
                synchronized (value) { // as whoever goes through a synchronized view must
                    out.putValue(beneath(value));
                }
                out.leave();
            });
        }
    }

    private static Object read(ValueReader in) throws UnreadableValue {
        in.enter();
        int kind = in.readByteUnsigned();
        Object beneath = in.value();
        in.leave();
        if (kind >= VIEWS.size() || beneath == null) {
            throw UnreadableValue.malformed("view");
        }
        return VIEWS.get(kind).apply(beneath);
    }

    private static Object beneath(Object view) {
        try (var catching = Catching.open()) {
            catching.writeObject(view);
            Object caught = catching.caught;
            if (caught == null) {
                throw new Unwritable(view.getClass().getName() + " has nothing beneath");
            }
            return caught;
        } catch (IOException e) {
            throw new Unwritable(e.toString(), e);
        }
    }

    /** Writes nothing; keeps the second object that passes, which is the one in the first. */
    private static final class Catching extends ObjectOutputStream {
        private int passed;
        private @Nullable Object caught;

        private Catching() throws IOException {
            super(OutputStream.nullOutputStream());
        }

        @SuppressWarnings("removal") // until no runtime has a security manager any more
        static Catching open() throws IOException {
            var catching = new Catching();
            AccessController.doPrivileged((PrivilegedAction<Boolean>) () -> catching.enableReplaceObject(true));
            return catching;
        }

        @Override
        protected @Nullable Object replaceObject(Object passing) {
            passed++;
            if (passed == 1) {
                return passing;
            }
            if (passed == 2) {
                caught = passing;
            }
            return null;
        }
    }
}
