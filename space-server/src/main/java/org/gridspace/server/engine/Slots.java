package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps objects under small numbers, from 0 on, that are used again when they are free. */
final class Slots<T> {
    private final List<@Nullable T> slots = new ArrayList<>(0);
    private final IntArrayList free = new IntArrayList(0);

    /** Keeps an object and says under which number. */
    int keep(T object) {
        if (free.isEmpty()) {
            slots.add(object);
            return slots.size() - 1;
        }
        int slot = free.popInt();
        slots.set(slot, object);
        return slot;
    }

    /** What is kept under a number, which is in use. */
    T get(int slot) {
        T object = slots.get(slot);
        if (object == null) {
            throw new IllegalStateException("nothing is kept there");
        }
        return object;
    }

    void release(int slot) {
        slots.set(slot, null);
        free.push(slot);
    }
}
