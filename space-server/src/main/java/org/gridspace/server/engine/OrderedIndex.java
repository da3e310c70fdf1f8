package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.gridspace.entry.PackedFields;

/**
 * Finds entries by the value of one field, lowest first and oldest first among equal ones, within those that are alike in the
 * fields of a shape. Holds only entries whose value has one certain tag.
 *
 * <p>Rows of three longs stand in sorted blocks: the hash of the shape's fields, the first eight bytes after the tag, and the
 * entry's number with the length of the value. The entry itself is looked at only for values that are longer and
 * begin alike, so that a search costs a few cache lines in any size of space.
 */
final class OrderedIndex {
    private static final int WIDTH = 3;
    private static final int BLOCK_ROWS = 256;
    private static final int PREFIX_BYTES = 8;
    private static final int LONG = PREFIX_BYTES + 1; // the length of all longer values
    private static final int LENGTH_SHIFT = 59;
    private static final long ID_MASK = (1L << LENGTH_SHIFT) - 1;
    private static final byte[] NOTHING = {};

    private final long mask;
    private final int field;
    private final byte tag;
    private final FieldHash hash;
    private final EntryTable entries;
    private final List<Block> blocks = new ArrayList<>();
    private final Row probe = new Row();
    private long lastUsed;

    private static final class Block {
        private long[] rows = new long[WIDTH * 8];
        private int size;
    }

    /** A row that is looked for; {@code value} is the field's without its tag. */
    private static final class Row {
        private long key;
        private long prefix;
        private long tail;
        private byte[] bytes = NOTHING;
        private int from;
        private int to;
    }

    OrderedIndex(long mask, Range range, FieldHash hash, EntryTable entries) {
        this.mask = mask;
        this.field = range.field();
        this.tag = range.tag();
        this.hash = hash;
        this.entries = entries;
    }

    /** Whether templates of that shape and range find their entries here. */
    boolean serves(long shape, Range range) {
        return mask == shape && field == range.field() && tag == range.tag();
    }

    long lastUsed() {
        return lastUsed;
    }

    void use(long moment) {
        lastUsed = moment;
    }

    /** How many entries are in here. */
    int size() {
        int size = 0;
        for (Block block : blocks) {
            size += block.size;
        }
        return size;
    }

    /** Adds an entry, if it has such a value. */
    void add(long id, byte[] fields) {
        if (!probeFor(id, fields)) {
            return;
        }
        if (blocks.isEmpty()) {
            blocks.add(new Block());
        }
        int at = blockFor(probe);
        Block block = blocks.get(at);
        if (block.size == BLOCK_ROWS) {
            split(at);
            at = blockFor(probe);
            block = blocks.get(at);
        }
        insert(block, place(block, probe));
    }

    /** Takes out an entry, which is still in the table. */
    void remove(long id, byte[] fields) {
        if (!probeFor(id, fields)) {
            return;
        }
        int at = blockFor(probe);
        Block block = blocks.get(at);
        int place = place(block, probe);
        if (place >= block.size || (block.rows[place * WIDTH + 2] & ID_MASK) != id) {
            throw new IllegalStateException("entry " + id + " isn't in its order");
        }
        int rest = (block.size - place - 1) * WIDTH;
        System.arraycopy(block.rows, (place + 1) * WIDTH, block.rows, place * WIDTH, rest);
        if (--block.size == 0) {
            blocks.remove(at);
        }
    }

    /** Goes through the rows of a key in order; confined to one command. */
    final class Cursor {
        private int block;
        private int place;
        private final long key;

        private Cursor(long key) {
            this.key = key;
        }

        /** The next entry, or -1 after the last one of the key. */
        long next() {
            while (block < blocks.size() && place >= blocks.get(block).size) {
                block++;
                place = 0;
            }
            if (block >= blocks.size()) {
                return -1;
            }
            long[] rows = blocks.get(block).rows;
            int row = place++ * WIDTH;
            return rows[row] == key ? rows[row + 2] & ID_MASK : -1;
        }
    }

    /**
     * Starts at the first entry that can be in a range.
     *
     * @param key hash of the shape's fields
     * @param range what for
     */
    Cursor from(long key, Range range) {
        byte[] low = range.low();
        if (low == null) {
            set(key, NOTHING, 0, 0, 0);
        } else {
            set(key, low, 1, low.length, range.lowIncluded() ? 0 : ID_MASK);
        }
        return at(key);
    }

    /** Starts behind an entry, which need not be in here any more. */
    Cursor after(long key, long id, byte[] fields) {
        probeFor(id + 1, fields);
        probe.key = key;
        return at(key);
    }

    private Cursor at(long key) {
        var cursor = new Cursor(key);
        if (!blocks.isEmpty()) {
            cursor.block = blockFor(probe);
            cursor.place = place(blocks.get(cursor.block), probe);
        }
        return cursor;
    }

    /** Fills an empty index with these entries, in any order. */
    void build(long[] ids, int count) {
        long[] rows = new long[Math.multiplyExact(count, WIDTH)];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (probeFor(ids[i], entries.fields(ids[i]))) {
                rows[kept * WIDTH] = probe.key;
                rows[kept * WIDTH + 1] = probe.prefix;
                rows[kept++ * WIDTH + 2] = probe.tail;
            }
        }
        long[] sorted = sorted(rows, kept);
        int fill = BLOCK_ROWS * 3 / 4;
        for (int i = 0; i < kept; i += fill) {
            var block = new Block();
            block.size = Math.min(fill, kept - i);
            block.rows = Arrays.copyOfRange(sorted, i * WIDTH, (i + block.size) * WIDTH);
            blocks.add(block);
        }
    }

    /** Sorts by merging, in the array or in another one. */
    private long[] sorted(long[] rows, int count) {
        long[] from = rows;
        long[] to = new long[rows.length];
        for (int width = 1; width < count; width *= 2) {
            for (int low = 0; low < count; low += 2 * width) {
                merge(from, low, Math.min(count, low + width), Math.min(count, low + 2 * width), to);
            }
            long[] done = to;
            to = from;
            from = done;
        }
        return from;
    }

    private void merge(long[] from, int low, int middle, int high, long[] to) {
        int left = low;
        int right = middle;
        boolean inOrder = middle >= high || compareRows(from, middle - 1, middle) <= 0;
        for (int row = low; row < high && !inOrder; row++) {
            boolean takeLeft = right >= high || left < middle && compareRows(from, left, right) <= 0;
            int taken = (takeLeft ? left++ : right++) * WIDTH;
            to[row * WIDTH] = from[taken];
            to[row * WIDTH + 1] = from[taken + 1];
            to[row * WIDTH + 2] = from[taken + 2];
        }
        if (inOrder) {
            System.arraycopy(from, low * WIDTH, to, low * WIDTH, (high - low) * WIDTH);
        }
    }

    private int compareRows(long[] rows, int one, int other) {
        int mine = one * WIDTH;
        int its = other * WIDTH;
        if (rows[mine] != rows[its]) {
            return Long.compare(rows[mine], rows[its]);
        }
        if (rows[mine + 1] != rows[its + 1]) {
            return Long.compareUnsigned(rows[mine + 1], rows[its + 1]);
        }
        if (rows[mine + 2] >>> LENGTH_SHIFT == LONG && rows[its + 2] >>> LENGTH_SHIFT == LONG) {
            long id = rows[mine + 2] & ID_MASK;
            byte[] fields = entries.fields(id);
            set(rows[mine], fields, valueStart(fields) + 1, valueEnd(fields), id);
            return -compare(rows, its, probe);
        }
        return Long.compareUnsigned(rows[mine + 2], rows[its + 2]);
    }

    /** Visits the entries in order. */
    void forEach(LongConsumer visitor) {
        for (Block block : blocks) {
            for (int i = 0; i < block.size; i++) {
                visitor.accept(block.rows[i * WIDTH + 2] & ID_MASK);
            }
        }
    }

    /** Whether an entry has to be in here. */
    boolean covers(byte[] fields) {
        return probeFor(1, fields);
    }

    /** Which of two entries that have to be in here comes first, found without any row. */
    int compare(long one, byte[] oneFields, long other, byte[] otherFields) {
        int byKey = Long.compare(hash.of(oneFields, mask), hash.of(otherFields, mask));
        if (byKey != 0) {
            return byKey;
        }
        int byValue = Arrays.compareUnsigned(
                oneFields,
                valueStart(oneFields),
                valueEnd(oneFields),
                otherFields,
                valueStart(otherFields),
                valueEnd(otherFields));
        return byValue != 0 ? byValue : Long.compare(one, other);
    }

    private boolean probeFor(long id, byte[] fields) {
        int at = at(fields);
        int start = PackedFields.valueStart(fields, at);
        int end = PackedFields.next(fields, at);
        if (start < 0 || start == end || fields[start] != tag) {
            return false;
        }
        long key = hash.of(fields, mask);
        set(key, fields, start + 1, end, id);
        return key != FieldHash.NONE;
    }

    private void set(long key, byte[] bytes, int from, int to, long id) {
        long prefix = 0;
        for (int i = 0; i < PREFIX_BYTES; i++) {
            prefix = prefix << 8 | (from + i < to ? bytes[from + i] & 0xff : 0);
        }
        probe.key = key;
        probe.prefix = prefix;
        probe.tail = (long) Math.min(LONG, to - from) << LENGTH_SHIFT | id;
        probe.bytes = bytes;
        probe.from = from;
        probe.to = to;
    }

    /** The last block that doesn't begin behind the row, or the first. */
    private int blockFor(Row row) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (compare(blocks.get(middle).rows, 0, row) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The first place in a block that isn't before the row. */
    private int place(Block block, Row row) {
        int low = 0;
        int high = block.size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (compare(block.rows, middle * WIDTH, row) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int compare(long[] rows, int at, Row row) {
        if (rows[at] != row.key) {
            return Long.compare(rows[at], row.key);
        }
        if (rows[at + 1] != row.prefix) {
            return Long.compareUnsigned(rows[at + 1], row.prefix);
        }
        long tail = rows[at + 2];
        if (tail >>> LENGTH_SHIFT == LONG && row.tail >>> LENGTH_SHIFT == LONG) {
            byte[] fields = entries.fields(tail & ID_MASK);
            int order = Arrays.compareUnsigned(
                    fields, valueStart(fields) + 1, valueEnd(fields), row.bytes, row.from, row.to);
            if (order != 0) {
                return order;
            }
        }
        return Long.compareUnsigned(tail, row.tail);
    }

    private void split(int at) {
        Block full = blocks.get(at);
        var upper = new Block();
        int half = full.size / 2;
        upper.size = full.size - half;
        upper.rows = Arrays.copyOfRange(full.rows, half * WIDTH, full.size * WIDTH);
        full.size = half;
        blocks.add(at + 1, upper);
    }

    private void insert(Block block, int place) {
        if (block.size * WIDTH == block.rows.length) {
            block.rows = Arrays.copyOf(block.rows, Math.min(BLOCK_ROWS, block.size * 2) * WIDTH);
        }
        int row = place * WIDTH;
        System.arraycopy(block.rows, row, block.rows, row + WIDTH, (block.size - place) * WIDTH);
        block.rows[row] = probe.key;
        block.rows[row + 1] = probe.prefix;
        block.rows[row + 2] = probe.tail;
        block.size++;
    }

    private int at(byte[] fields) {
        int at = 0;
        for (int i = 0; i < field; i++) {
            at = PackedFields.next(fields, at);
        }
        return at;
    }

    private int valueStart(byte[] fields) {
        return PackedFields.valueStart(fields, at(fields));
    }

    private int valueEnd(byte[] fields) {
        return PackedFields.next(fields, at(fields));
    }
}
