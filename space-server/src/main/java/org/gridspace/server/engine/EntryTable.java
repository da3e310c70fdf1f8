package org.gridspace.server.engine;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All entries, by number: their bytes, type, end of lease, and the shelf they stand on. An entry is no object but its
 * bytes.
 *
 * <p>With millions of entries the time of an operation is the number of places in memory that it touches, so what belongs
 * together lies together: a row of three longs an entry. The row that was given up last is the first to be used again, so
 * that entries which come and go beside a million others stay in the processor's cache. An open-addressing table of row
 * numbers finds an entry's row; successive entries stand side by side in it, in blocks of {@value #BLOCK}, for the same
 * reason.
 */
final class EntryTable implements Deadlines.Owner {
    /** On no shelf. */
    static final byte LOOSE = 0;

    private static final int ID = 0; // 0 marks a free row: numbers begin at 1
    private static final int EXPIRY = 1; // in a free row the next free one
    private static final int KIND = 2; // the type's number, then 8 bits of shelf
    private static final int WIDTH = 3;
    private static final int NO_ROW = -1;

    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;

    private static final int BLOCK_BITS = 4;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int STEP = BLOCK + 1; // odd, so that it comes to every place
    private static final int STEP_INVERSE = 0xf0f0f0f1; // modulo any power of 2
    private static final int SMALLEST = 64;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long[][] pages = {};
    private byte[] @Nullable [][] fieldPages = {};
    private int used;
    private int firstFree = NO_ROW;
    private int lastFound; // whoever looks up an entry mostly does so several times

    private long[] places = {}; // the lower half of an entry's number, then 1 + its row; or 0
    private int capacity;
    private int shift;
    private int size;
    private int mortal;

    EntryTable() {
        addPage();
        resize(SMALLEST);
    }

    void insert(long id, int typeId, byte[] entryFields, long expiresAtMillis) {
        if (size * 3L >= capacity * 2L) {
            resize(capacity * 2);
        }
        int row = freeRow();
        long[] page = pages[row >>> PAGE_BITS];
        int at = at(row);
        page[at + ID] = id;
        page[at + EXPIRY] = expiresAtMillis;
        page[at + KIND] = (long) typeId << 8 | LOOSE;
        fieldPages[row >>> PAGE_BITS][row & PAGE - 1] = entryFields;
        places[emptyPlaceFor((int) id)] = id << Integer.SIZE | 1 + row;
        lastFound = row;
        size++;
        mortal += expiresAtMillis == SpaceTime.NEVER ? 0 : 1;
    }

    void remove(long id) {
        int place = find(id);
        if (place < 0) {
            throw missing(id);
        }
        int row = (int) places[place] - 1;
        long[] page = pages[row >>> PAGE_BITS];
        int at = at(row);
        mortal -= page[at + EXPIRY] == SpaceTime.NEVER ? 0 : 1;
        close(place);
        page[at + ID] = 0;
        page[at + EXPIRY] = firstFree;
        fieldPages[row >>> PAGE_BITS][row & PAGE - 1] = null;
        firstFree = row;
        size--;
        if (capacity > SMALLEST && size < capacity / 8) {
            if (size < used / 8) {
                moveTogether();
            }
            resize(capacity / 2);
        }
    }

    /** Looks at where an entry would like to stand; the answer means nothing. */
    long touch(long id) {
        int place = home((int) id);
        return places[place] ^ places[place + STEP & capacity - 1];
    }

    boolean contains(long id) {
        return row(id) >= 0;
    }

    int size() {
        return size;
    }

    byte[] fields(long id) {
        int row = rowOf(id);
        byte[] found = fieldPages[row >>> PAGE_BITS][row & PAGE - 1];
        if (found == null) {
            throw missing(id);
        }
        return found;
    }

    int typeId(long id) {
        return (int) (get(rowOf(id), KIND) >> 8);
    }

    long expiresAtMillis(long id) {
        return get(rowOf(id), EXPIRY);
    }

    void setExpiry(long id, long expiresAtMillis) {
        int row = rowOf(id);
        mortal += expiresAtMillis == SpaceTime.NEVER ? 0 : 1;
        mortal -= get(row, EXPIRY) == SpaceTime.NEVER ? 0 : 1;
        pages[row >>> PAGE_BITS][at(row) + EXPIRY] = expiresAtMillis;
    }

    /** The shelf of an entry; {@link #LOOSE} when there is no such entry. */
    byte shelf(long id) {
        int row = row(id);
        return row < 0 ? LOOSE : (byte) get(row, KIND);
    }

    void setShelf(long id, byte shelf) {
        int row = rowOf(id);
        pages[row >>> PAGE_BITS][at(row) + KIND] = get(row, KIND) & ~0xffL | shelf;
    }

    @Override
    public long deadlineOf(long id) {
        int row = row(id);
        return row < 0 ? SpaceTime.NEVER : get(row, EXPIRY);
    }

    @Override
    public int mortals() {
        return mortal;
    }

    /** Visits all numbers, in no order that may matter. */
    void forEachId(LongConsumer visitor) {
        for (int row = 0; row < used; row++) {
            if (get(row, ID) != 0) {
                visitor.accept(get(row, ID));
            }
        }
    }

    /** The row of an entry, which is there. */
    private int rowOf(long id) {
        int row = row(id);
        if (row < 0) {
            throw missing(id);
        }
        return row;
    }

    private int row(long id) {
        if (get(lastFound, ID) == id && id != 0) {
            return lastFound;
        }
        int place = find(id);
        if (place < 0) {
            return NO_ROW;
        }
        lastFound = (int) places[place] - 1;
        return lastFound;
    }

    private long get(int row, int column) {
        return pages[row >>> PAGE_BITS][at(row) + column];
    }

    private static int at(int row) {
        return (row & PAGE - 1) * WIDTH;
    }

    private int freeRow() {
        if (firstFree != NO_ROW) {
            int row = firstFree;
            firstFree = (int) get(row, EXPIRY);
            return row;
        }
        if (used == pages.length * PAGE) {
            addPage();
        }
        return used++;
    }

    private void addPage() {
        int count = pages.length;
        pages = Arrays.copyOf(pages, count + 1);
        fieldPages = Arrays.copyOf(fieldPages, count + 1);
        pages[count] = new long[PAGE * WIDTH];
        fieldPages[count] = new byte[PAGE][];
    }

    /** Moves what is left to the first pages and gives up the others. */
    private void moveTogether() {
        int to = 0;
        for (int row = 0; row < used; row++) {
            if (get(row, ID) != 0) {
                System.arraycopy(pages[row >>> PAGE_BITS], at(row), pages[to >>> PAGE_BITS], at(to), WIDTH);
                fieldPages[to >>> PAGE_BITS][to & PAGE - 1] = fieldPages[row >>> PAGE_BITS][row & PAGE - 1];
                to++;
            }
        }
        int kept = to / PAGE + 1;
        pages = Arrays.copyOf(pages, kept);
        fieldPages = Arrays.copyOf(fieldPages, kept);
        Arrays.fill(pages[kept - 1], at(to), PAGE * WIDTH, 0);
        Arrays.fill(fieldPages[kept - 1], to & PAGE - 1, PAGE, null);
        used = to;
        firstFree = NO_ROW;
        lastFound = 0;
    }

    private int find(long id) {
        int place = home((int) id);
        long there;
        while ((there = places[place]) != 0) {
            if (there >> Integer.SIZE == (int) id && get((int) there - 1, ID) == id) {
                return place;
            }
            place = place + STEP & capacity - 1;
        }
        return -1;
    }

    private int emptyPlaceFor(int id) {
        int place = home(id);
        while (places[place] != 0) {
            place = place + STEP & capacity - 1;
        }
        return place;
    }

    /**
     * Where an entry would like to stand by the lower half of its number: blocks are scattered by Fibonacci hashing. If another one stands there it tries the
     * next block, not a neighbour, which is probably taken as well.
     */
    private int home(int id) {
        int block = (int) ((id >>> BLOCK_BITS) * GOLDEN >>> shift);
        return block << BLOCK_BITS | id & BLOCK - 1;
    }

    private int steps(int from, int to) {
        return (to - from) * STEP_INVERSE & capacity - 1;
    }

    /** Empties a place and moves those behind it that would like to stand nearer. */
    private void close(int place) {
        int gap = place;
        int next = place;
        while (places[next = next + STEP & capacity - 1] != 0) {
            if (steps(home((int) (places[next] >> Integer.SIZE)), next) >= steps(gap, next)) {
                places[gap] = places[next];
                gap = next;
            }
        }
        places[gap] = 0;
    }

    private void resize(int placeCount) {
        places = new long[placeCount];
        capacity = placeCount;
        shift = Long.numberOfLeadingZeros(placeCount / BLOCK) + 1;
        for (int row = 0; row < used; row++) {
            long id = get(row, ID);
            if (id != 0) {
                places[emptyPlaceFor((int) id)] = id << Integer.SIZE | 1 + row;
            }
        }
    }

    private static IllegalStateException missing(long id) {
        return new IllegalStateException("no entry " + id);
    }
}
