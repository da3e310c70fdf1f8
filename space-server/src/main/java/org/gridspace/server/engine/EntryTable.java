package org.gridspace.server.engine;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All entries, by number: their bytes, type, end of lease, and the shelf they stand on. An entry is no object but its
 * bytes.
 *
 * <p>With millions of entries the time of an operation is the number of places in memory that it touches, so what belongs
 * together lies together: one open-addressing table holds a row of three longs an entry, and successive numbers stand side
 * by side in blocks of {@value #BLOCK}, so that new entries come to places that are in the processor's cache.
 */
final class EntryTable implements Deadlines.Owner {
    /** On no shelf. */
    static final byte LOOSE = 0;

    private static final int ID = 0; // 0 marks an empty row: numbers begin at 1
    private static final int EXPIRY = 1;
    private static final int KIND = 2; // the type's number, then 8 bits of shelf
    private static final int WIDTH = 3;

    private static final int BLOCK_BITS = 2;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int SMALLEST = 64;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long[] rows = new long[0];
    private byte[] @Nullable [] fields = new byte[0][];
    private int capacity;
    private int shift;
    private int size;
    private int mortal;

    EntryTable() {
        resize(SMALLEST);
    }

    void insert(long id, int typeId, byte[] entryFields, long expiresAtMillis) {
        if (size * 3L >= capacity * 2L) {
            resize(capacity * 2);
        }
        int row = emptyRowFor(id);
        rows[row * WIDTH + ID] = id;
        rows[row * WIDTH + EXPIRY] = expiresAtMillis;
        rows[row * WIDTH + KIND] = (long) typeId << 8 | LOOSE;
        fields[row] = entryFields;
        size++;
        mortal += expiresAtMillis == SpaceTime.NEVER ? 0 : 1;
    }

    void remove(long id) {
        int row = row(id);
        mortal -= rows[row * WIDTH + EXPIRY] == SpaceTime.NEVER ? 0 : 1;
        size--;
        close(row);
        if (capacity > SMALLEST && size < capacity / 8) {
            resize(capacity / 2);
        }
    }

    boolean contains(long id) {
        return find(id) >= 0;
    }

    int size() {
        return size;
    }

    byte[] fields(long id) {
        byte[] found = fields[row(id)];
        if (found == null) {
            throw missing(id);
        }
        return found;
    }

    int typeId(long id) {
        return (int) (rows[row(id) * WIDTH + KIND] >> 8);
    }

    long expiresAtMillis(long id) {
        return rows[row(id) * WIDTH + EXPIRY];
    }

    void setExpiry(long id, long expiresAtMillis) {
        int place = row(id) * WIDTH + EXPIRY;
        mortal += expiresAtMillis == SpaceTime.NEVER ? 0 : 1;
        mortal -= rows[place] == SpaceTime.NEVER ? 0 : 1;
        rows[place] = expiresAtMillis;
    }

    /** The shelf of an entry; {@link #LOOSE} when there is no such entry. */
    byte shelf(long id) {
        int row = find(id);
        return row < 0 ? LOOSE : (byte) rows[row * WIDTH + KIND];
    }

    void setShelf(long id, byte shelf) {
        int place = row(id) * WIDTH + KIND;
        rows[place] = rows[place] & ~0xffL | shelf;
    }

    @Override
    public long deadlineOf(long id) {
        int row = find(id);
        return row < 0 ? SpaceTime.NEVER : rows[row * WIDTH + EXPIRY];
    }

    @Override
    public int mortals() {
        return mortal;
    }

    /** Visits all numbers, in no order that may matter. */
    void forEachId(LongConsumer visitor) {
        for (int row = 0; row < capacity; row++) {
            if (rows[row * WIDTH] != 0) {
                visitor.accept(rows[row * WIDTH]);
            }
        }
    }

    private int row(long id) {
        int row = find(id);
        if (row < 0) {
            throw missing(id);
        }
        return row;
    }

    private int find(long id) {
        int row = home(id);
        while (true) {
            long there = rows[row * WIDTH];
            if (there == id) {
                return id == 0 ? -1 : row;
            }
            if (there == 0) {
                return -1;
            }
            row = row + 1 & capacity - 1;
        }
    }

    private int emptyRowFor(long id) {
        int row = home(id);
        while (rows[row * WIDTH] != 0) {
            row = row + 1 & capacity - 1;
        }
        return row;
    }

    /** Where an entry would like to stand: blocks are scattered by Fibonacci hashing. */
    private int home(long id) {
        int block = (int) ((id >>> BLOCK_BITS) * GOLDEN >>> shift);
        return block << BLOCK_BITS | (int) id & BLOCK - 1;
    }

    /** Empties a row and moves those behind it that would like to stand nearer. */
    private void close(int row) {
        int gap = row;
        int next = row;
        while (rows[(next = next + 1 & capacity - 1) * WIDTH] != 0) {
            int distance = next - home(rows[next * WIDTH]) & capacity - 1;
            if (distance >= (next - gap & capacity - 1)) {
                System.arraycopy(rows, next * WIDTH, rows, gap * WIDTH, WIDTH);
                fields[gap] = fields[next];
                gap = next;
            }
        }
        Arrays.fill(rows, gap * WIDTH, gap * WIDTH + WIDTH, 0);
        fields[gap] = null;
    }

    private void resize(int rowCount) {
        long[] oldRows = rows;
        byte[] @Nullable [] oldFields = fields;
        rows = new long[Math.multiplyExact(rowCount, WIDTH)];
        fields = new byte[rowCount][];
        capacity = rowCount;
        shift = Long.numberOfLeadingZeros(rowCount / BLOCK) + 1;
        for (int row = 0; row < oldFields.length; row++) {
            long id = oldRows[row * WIDTH];
            if (id != 0) {
                int place = emptyRowFor(id);
                System.arraycopy(oldRows, row * WIDTH, rows, place * WIDTH, WIDTH);
                fields[place] = oldFields[row];
            }
        }
    }

    private static IllegalStateException missing(long id) {
        return new IllegalStateException("no entry " + id);
    }
}
