package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A set of entries that can be looked through by template, oldest first. There are two: what everybody may see, and
 * what transactions hold back (taken, or written and not yet committed); an entry stands on one of them at most.
 */
final class Shelf {
    /** Indexes for templates of one type. */
    static final int MOST_SHAPES = 16;

    private static final long IN_USE_FOR = 1 << 10;
    private static final long UNUSED_FOR = 1 << 20;
    private static final long TIDY_EVERY = 1 << 16;

    private final int part;
    private final byte mark;
    private final EntryTable entries;
    private final TypeTree types;
    private final FieldHash hash;
    private final LongPredicate present;
    private long moment;

    Shelf(int part, EntryTable entries, TypeTree types, FieldHash hash) {
        this.part = part;
        this.mark = (byte) (part + 1);
        this.entries = entries;
        this.types = types;
        this.hash = hash;
        this.present = id -> entries.shelf(id) == mark;
    }

    /** Whether the entry stands here. */
    boolean contains(long id) {
        return present.test(id);
    }

    /** Puts an entry of the table, which is on no shelf, into its place by number. */
    void add(long id) {
        TypeNode type = typeOf(id);
        byte[] fields = entries.fields(id);
        entries.setShelf(id, mark);
        type.part(part).line().add(id);
        for (TypeNode node = type; node != null; node = node.parent()) {
            node.part(part).count(1);
            for (ShapeIndex index : node.part(part).indexes()) {
                if (index.covers(id)) {
                    index.add(id, fields);
                }
            }
        }
    }

    /** Takes an entry off; it stays in the table. */
    void remove(long id) {
        TypeNode type = typeOf(id);
        byte[] fields = entries.fields(id);
        entries.setShelf(id, EntryTable.LOOSE);
        type.part(part).line().remove(id, present);
        for (TypeNode node = type; node != null; node = node.parent()) {
            node.part(part).count(-1);
            for (ShapeIndex index : node.part(part).indexes()) {
                if (index.covers(id)) {
                    index.remove(id, fields, present);
                }
            }
        }
    }

    /** How many entries of exactly that type stand here. */
    int count(TypeNode type) {
        return type.part(part).line().size();
    }

    /** The oldest entry that matches and is acceptable, or -1. */
    long first(Pattern pattern, LongPredicate acceptable) {
        ShelfPart root = pattern.type().part(part);
        if (root.subtreeSize() == 0) {
            return -1;
        }
        if (pattern.mask() == 0) {
            return firstInLine(pattern, acceptable);
        }
        ShapeIndex index = index(root, pattern.mask());
        if (index == null) {
            return firstInLine(pattern, acceptable);
        }
        long key = index.mask() == pattern.mask() ? pattern.hash() : hash.of(pattern.fields(), index.mask());
        long id = 0;
        while ((id = index.next(key, id, present)) >= 0) {
            if (pattern.matches(entries.fields(id)) && acceptable.test(id)) {
                return id;
            }
        }
        return index.isComplete() ? -1 : extend(index, pattern, acceptable);
    }

    private long firstInLine(Pattern pattern, LongPredicate acceptable) {
        List<IdQueue> lines = lines(pattern.type());
        long id = 0;
        while ((id = next(lines, id)) >= 0) {
            if (pattern.matches(entries.fields(id)) && acceptable.test(id)) {
                return id;
            }
        }
        return -1;
    }

    private long extend(ShapeIndex index, Pattern pattern, LongPredicate acceptable) {
        List<IdQueue> lines = lines(pattern.type());
        long id = index.coveredUpTo();
        while ((id = next(lines, id)) >= 0) {
            byte[] fields = entries.fields(id);
            index.extend(id, fields);
            if (pattern.matches(fields) && acceptable.test(id)) {
                return id;
            }
        }
        index.completed();
        return -1;
    }

    private long next(List<IdQueue> lines, long after) {
        long lowest = -1;
        for (IdQueue line : lines) {
            long id = line.next(after, present);
            if (id >= 0 && (lowest < 0 || id < lowest)) {
                lowest = id;
            }
        }
        return lowest;
    }

    private List<IdQueue> lines(TypeNode type) {
        var lines = new ArrayList<IdQueue>(1);
        collect(type, lines);
        return lines;
    }

    private void collect(TypeNode node, List<IdQueue> lines) {
        ShelfPart its = node.part(part);
        if (!its.line().isEmpty()) {
            lines.add(its.line());
        }
        if (its.subtreeSize() > its.line().size()) {
            for (TypeNode child : node.children()) {
                collect(child, lines);
            }
        }
    }

    /**
     * The index for a shape, made if there is none. When there are too many, a new one takes the place of one that has
     * not been used lately; if all have, the answer is the one that shows most of the wanted fields, or null if none does.
     */
    private @Nullable ShapeIndex index(ShelfPart root, long mask) {
        moment++;
        if (moment % TIDY_EVERY == 0) {
            dropUnused();
        }
        List<ShapeIndex> indexes = root.indexes();
        ShapeIndex index = closest(indexes, mask);
        if (index == null || index.mask() != mask) {
            if (indexes.size() < MOST_SHAPES || dropOldest(indexes)) {
                index = new ShapeIndex(mask, hash);
                indexes.add(index);
            }
        }
        if (index != null) {
            index.use(moment);
        }
        return index;
    }

    private static @Nullable ShapeIndex closest(List<ShapeIndex> indexes, long mask) {
        ShapeIndex closest = null;
        for (ShapeIndex index : indexes) {
            if (index.mask() == mask) {
                return index;
            }
            boolean usable = (index.mask() & ~mask) == 0;
            if (usable && (closest == null || Long.bitCount(index.mask()) > Long.bitCount(closest.mask()))) {
                closest = index;
            }
        }
        return closest;
    }

    private boolean dropOldest(List<ShapeIndex> indexes) {
        ShapeIndex oldest = Collections.min(indexes, Comparator.comparingLong(ShapeIndex::lastUsed));
        return moment - oldest.lastUsed() > IN_USE_FOR && indexes.remove(oldest);
    }

    private void dropUnused() {
        for (TypeNode node : types.nodes()) {
            node.part(part).indexes().removeIf(index -> moment - index.lastUsed() > UNUSED_FOR);
        }
    }

    private TypeNode typeOf(long id) {
        TypeNode type = types.node(entries.typeId(id));
        if (type == null) {
            throw new IllegalStateException("an entry without a type");
        }
        return type;
    }
}
