package org.gridspace.server.engine;

import java.util.function.LongPredicate;

/**
 * Finds entries by the fields that templates of one shape fill. A shape is a type and a set of its fields. Maps the hash
 * of those fields to the one entry that has it, or to a line of several; whoever looks compares the bytes.
 *
 * <p>It covers the entries up to a number and grows when a query has found nothing in what it covers, so that no scan is
 * ever made twice; once it has met the end it is complete and every new entry goes in.
 */
final class ShapeIndex {
    private static final int LARGE = 1 << 15;

    private final long mask;
    private final FieldHash hash;
    private final HashHeads heads = new HashHeads();
    private final Slots<IdQueue> lines = new Slots<>();
    private long coveredUpTo;
    private boolean complete;
    private long lastUsed;

    ShapeIndex(long mask, FieldHash hash) {
        this.mask = mask;
        this.hash = hash;
    }

    long mask() {
        return mask;
    }

    long lastUsed() {
        return lastUsed;
    }

    void use(long moment) {
        lastUsed = moment;
    }

    boolean isComplete() {
        return complete;
    }

    long coveredUpTo() {
        return coveredUpTo;
    }

    /** Whether the entry, if it stands on the shelf, has to be in here. */
    boolean covers(long id) {
        return complete || id <= coveredUpTo;
    }

    /** Covers the next entries of the shelf. */
    void extend(Stretch stretch) {
        stretch.hash(hash, mask, heads);
        for (int i = 0; i < stretch.count(); i++) {
            coveredUpTo = stretch.id(i);
            add(stretch.id(i), stretch.key(i));
        }
    }

    /** There was no further entry. */
    void completed() {
        complete = true;
    }

    /** Whether it's too large to stay in the processor's cache. */
    boolean isLarge() {
        return heads.size() > LARGE;
    }

    /** Looks at where a hash would stand; the answer means nothing. */
    long touch(long key) {
        return heads.touch(key);
    }

    void add(long id, byte[] fields) {
        add(id, hash.of(fields, mask));
    }

    private void add(long id, long key) {
        if (key == FieldHash.NONE) {
            return;
        }
        long head = heads.get(key);
        if (head == HashHeads.ABSENT) {
            heads.put(key, id);
        } else if (head > 0) {
            IdQueue line = new IdQueue();
            line.add(Math.min(head, id));
            line.add(Math.max(head, id));
            heads.put(key, -1 - lines.keep(line));
        } else {
            line(head).add(id);
        }
    }

    void remove(long id, byte[] fields, LongPredicate present) {
        long key = hash.of(fields, mask);
        if (key == FieldHash.NONE) {
            return;
        }
        long head = heads.get(key);
        if (head > 0) {
            heads.remove(key);
            return;
        }
        IdQueue line = line(head);
        line.remove(id, present);
        if (line.isEmpty()) {
            heads.remove(key);
            lines.release((int) (-1 - head));
        }
    }

    /** The lowest entry above {@code after} whose fields have that hash, or -1. */
    long next(long key, long after, LongPredicate present) {
        long head = heads.get(key);
        if (head == HashHeads.ABSENT) {
            return -1;
        }
        if (head > 0) {
            return head > after ? head : -1;
        }
        return line(head).next(after, present);
    }

    /** Receives what an index holds. */
    @FunctionalInterface
    interface Visitor {
        void visit(long key, long id);
    }

    /** Visits every entry in here with the hash under which it stands; changes nothing. */
    void forEach(LongPredicate present, Visitor visitor) {
        heads.forEach((key, head) -> {
            if (head > 0) {
                visitor.visit(key, head);
            } else {
                line(head).forEach(present, id -> visitor.visit(key, id));
            }
        });
    }

    private IdQueue line(long head) {
        return lines.get((int) (-1 - head));
    }
}
