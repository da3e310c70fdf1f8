package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All entries, by number: their bytes, type, end of lease, and the shelf they stand on. Parallel arrays of slots behind one
 * primitive hash table; an entry is no object but its bytes.
 */
final class EntryTable implements Deadlines.Owner {
    /** On no shelf. */
    static final byte LOOSE = 0;

    private static final int FIRST_CAPACITY = 16;

    private final Long2IntOpenHashMap slots = new Long2IntOpenHashMap();
    private final IntArrayList free = new IntArrayList();
    private byte[] @Nullable [] fields = new byte[FIRST_CAPACITY][];
    private int[] types = new int[FIRST_CAPACITY];
    private long[] expiries = new long[FIRST_CAPACITY];
    private byte[] shelves = new byte[FIRST_CAPACITY];
    private int used;
    private int mortal;

    EntryTable() {
        slots.defaultReturnValue(-1);
    }

    void insert(long id, int typeId, byte[] entryFields, long expiresAtMillis) {
        int slot = free.isEmpty() ? newSlot() : free.popInt();
        slots.put(id, slot);
        fields[slot] = entryFields;
        types[slot] = typeId;
        expiries[slot] = expiresAtMillis;
        shelves[slot] = LOOSE;
        mortal += expiresAtMillis == SpaceTime.NEVER ? 0 : 1;
    }

    void remove(long id) {
        int slot = slots.remove(id);
        mortal -= expiries[slot] == SpaceTime.NEVER ? 0 : 1;
        fields[slot] = null;
        free.push(slot);
    }

    boolean contains(long id) {
        return slots.containsKey(id);
    }

    /** Slots that hold no entry. */
    int freeSlots() {
        return free.size();
    }

    /** Slots in use or free for use. */
    int usedSlots() {
        return used;
    }

    int size() {
        return slots.size();
    }

    byte[] fields(long id) {
        byte[] found = fields[slots.get(id)];
        if (found == null) {
            throw new IllegalStateException("no entry " + id);
        }
        return found;
    }

    int typeId(long id) {
        return types[slots.get(id)];
    }

    long expiresAtMillis(long id) {
        return expiries[slots.get(id)];
    }

    void setExpiry(long id, long expiresAtMillis) {
        int slot = slots.get(id);
        mortal += expiresAtMillis == SpaceTime.NEVER ? 0 : 1;
        mortal -= expiries[slot] == SpaceTime.NEVER ? 0 : 1;
        expiries[slot] = expiresAtMillis;
    }

    /** The shelf of an entry; {@link #LOOSE} when there is no such entry. */
    byte shelf(long id) {
        int slot = slots.get(id);
        return slot < 0 ? LOOSE : shelves[slot];
    }

    void setShelf(long id, byte shelf) {
        shelves[slots.get(id)] = shelf;
    }

    @Override
    public long deadlineOf(long id) {
        int slot = slots.get(id);
        return slot < 0 ? SpaceTime.NEVER : expiries[slot];
    }

    @Override
    public int mortals() {
        return mortal;
    }

    /** Visits all numbers, in no order that may matter. */
    void forEachId(LongConsumer visitor) {
        for (Long2IntMap.Entry entry : slots.long2IntEntrySet()) {
            visitor.accept(entry.getLongKey());
        }
    }

    private int newSlot() {
        if (used == types.length) {
            int larger = used + (used >> 1);
            fields = Arrays.copyOf(fields, larger);
            types = Arrays.copyOf(types, larger);
            expiries = Arrays.copyOf(expiries, larger);
            shelves = Arrays.copyOf(shelves, larger);
        }
        return used++;
    }
}
