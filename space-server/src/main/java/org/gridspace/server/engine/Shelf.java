package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.LongArrayList;
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

    /** Indexes for ranges in templates of one type. */
    static final int MOST_ORDERED = 8;

    private static final int WORTH_ORDERING = 16;
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
            for (OrderedIndex index : node.part(part).ordered()) {
                index.add(id, fields);
            }
        }
    }

    /**
     * Looks at the places in memory that a new entry is going to need, and uses none, so that the processor fetches them side
     * by side: in a full space none of them is in its cache, and one after the other they cost more than all the rest of a
     * write. The answer means nothing.
     */
    long touch(long id, @Nullable TypeNode type, byte[] fields) {
        long touched = entries.touch(id);
        for (TypeNode node = type; node != null; node = node.parent()) {
            List<ShapeIndex> indexes = node.part(part).indexes();
            for (int i = 0; i < indexes.size(); i++) {
                ShapeIndex index = indexes.get(i);
                if (index.isLarge()) {
                    long key = hash.of(fields, index.mask());
                    touched ^= index.touch(key)
                            ^ node.waits().glance(index.mask(), key)
                            ^ node.registrations().glance(index.mask(), key);
                }
            }
        }
        return touched;
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
            for (OrderedIndex index : node.part(part).ordered()) {
                index.remove(id, fields);
            }
        }
    }

    /** How many entries of exactly that type stand here. */
    int count(TypeNode type) {
        return type.part(part).line().size();
    }

    /**
     * How entries that match a template are come by.
     *
     * @param pattern the template
     * @param order the range by whose values they come, or null: by age
     * @param ordered where they stand by these values, or null: nowhere
     * @param index where they are looked up otherwise, or null: in the lines of the type
     * @param key under which hash
     */
    record Way(
            Pattern pattern,
            @Nullable Range order,
            @Nullable OrderedIndex ordered,
            @Nullable ShapeIndex index,
            long key) {}

    /** The entry that comes first among those that match and are acceptable, or -1. */
    long first(Pattern pattern, LongPredicate acceptable) {
        return pattern.type().part(part).subtreeSize() == 0 ? -1 : next(way(pattern, false), 0, null, acceptable);
    }

    /** How to come by matches; valid while entries only leave. */
    Way way(Pattern pattern, boolean byAge) {
        ShelfPart root = pattern.type().part(part);
        Range order = byAge ? null : pattern.range();
        if (root.subtreeSize() == 0) {
            return new Way(pattern, order, null, null, 0);
        }
        OrderedIndex ordered = order == null ? null : ordered(root, pattern, order);
        if (ordered != null) {
            return new Way(pattern, order, ordered, null, pattern.hash());
        }
        ShapeIndex index = pattern.mask() == 0 ? null : index(root, pattern.mask());
        if (index == null) {
            return new Way(pattern, order, null, null, 0);
        }
        long key = index.mask() == pattern.mask() ? pattern.hash() : hash.of(pattern.fields(), index.mask());
        return new Way(pattern, order, null, index, key);
    }

    /**
     * The match that comes after another one on that way, or -1.
     *
     * @param way from {@link #way}
     * @param after the number of the other one, 0 for none
     * @param afterFields its fields, null for none
     * @param acceptable what else must hold
     */
    long next(Way way, long after, byte @Nullable [] afterFields, LongPredicate acceptable) {
        if (way.order() != null) {
            return lowest(way, way.order(), after, afterFields, acceptable);
        }
        ShapeIndex index = way.index();
        return index == null
                ? nextInLine(way.pattern(), after, acceptable)
                : nextIndexed(way.pattern(), index, way.key(), after, acceptable);
    }

    private long lowest(Way way, Range order, long after, byte @Nullable [] afterFields, LongPredicate acceptable) {
        if (order.empty()) {
            return -1;
        }
        OrderedIndex ordered = way.ordered();
        if (ordered == null) {
            return lowestOfAll(way, order, after, afterFields, acceptable);
        }
        OrderedIndex.Cursor cursor =
                afterFields == null ? ordered.from(way.key(), order) : ordered.after(way.key(), after, afterFields);
        long id;
        while ((id = cursor.next()) >= 0) {
            byte[] fields = entries.fields(id);
            if (order.endsBefore(fields)) {
                return -1;
            }
            if (way.pattern().matches(fields) && acceptable.test(id)) {
                return id;
            }
        }
        return -1;
    }

    private long lowestOfAll(
            Way way, Range order, long after, byte @Nullable [] afterFields, LongPredicate acceptable) {
        var byAge = new Way(way.pattern(), null, null, way.index(), way.key());
        long lowest = -1;
        byte[] lowestFields = {};
        long id = 0;
        while ((id = next(byAge, id, null, acceptable)) >= 0) {
            byte[] fields = entries.fields(id);
            boolean beyond = afterFields == null || order.compare(fields, id, afterFields, after) > 0;
            if (beyond && (lowest < 0 || order.compare(fields, id, lowestFields, lowest) < 0)) {
                lowest = id;
                lowestFields = fields;
            }
        }
        return lowest;
    }

    private long nextIndexed(Pattern pattern, ShapeIndex index, long key, long after, LongPredicate acceptable) {
        long id = after;
        while ((id = index.next(key, id, present)) >= 0) {
            if (pattern.matches(entries.fields(id)) && acceptable.test(id)) {
                return id;
            }
        }
        return index.isComplete() ? -1 : extend(index, pattern, after, acceptable);
    }

    private long nextInLine(Pattern pattern, long after, LongPredicate acceptable) {
        List<IdQueue> lines = lines(pattern.type());
        long id = after;
        while ((id = next(lines, id)) >= 0) {
            if (pattern.matches(entries.fields(id)) && acceptable.test(id)) {
                return id;
            }
        }
        return -1;
    }

    private long extend(ShapeIndex index, Pattern pattern, long after, LongPredicate acceptable) {
        List<IdQueue> lines = lines(pattern.type());
        var stretch = new Stretch();
        long id = index.coveredUpTo();
        int found = -1;
        while (id >= 0 && found < 0) {
            stretch.begin();
            while (!stretch.isFull() && (id = next(lines, id)) >= 0) {
                stretch.add(id, entries.fields(id));
            }
            stretch.fetch();
            found = firstMatch(stretch, pattern, after, acceptable);
            if (found >= 0) {
                stretch.cut(found + 1);
            }
            index.extend(stretch);
        }
        if (found < 0 || next(lines, index.coveredUpTo()) < 0) {
            index.completed();
        }
        return found < 0 ? -1 : stretch.id(found);
    }

    private static int firstMatch(Stretch stretch, Pattern pattern, long after, LongPredicate acceptable) {
        for (int i = 0; i < stretch.count(); i++) {
            long id = stretch.id(i);
            if (id > after && pattern.matches(stretch.fields(i)) && acceptable.test(id)) {
                return i;
            }
        }
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
        pass();
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

    /** The index for a range within a shape, made if there is none and it's worth one; null if there are too many in use. */
    private @Nullable OrderedIndex ordered(ShelfPart root, Pattern pattern, Range range) {
        pass();
        List<OrderedIndex> indexes = root.ordered();
        OrderedIndex wanted = null;
        OrderedIndex oldest = null;
        for (OrderedIndex index : indexes) {
            if (index.serves(pattern.mask(), range)) {
                wanted = index;
            }
            if (oldest == null || index.lastUsed() < oldest.lastUsed()) {
                oldest = index;
            }
        }
        if (wanted == null) {
            if (root.subtreeSize() < WORTH_ORDERING) {
                return null;
            }
            if (oldest != null && indexes.size() >= MOST_ORDERED) {
                if (moment - oldest.lastUsed() <= IN_USE_FOR) {
                    return null;
                }
                indexes.remove(oldest);
            }
            wanted = ordered(pattern, range);
            indexes.add(wanted);
        }
        wanted.use(moment);
        return wanted;
    }

    private OrderedIndex ordered(Pattern pattern, Range range) {
        var index = new OrderedIndex(pattern.mask(), range, hash, entries);
        var ids = new LongArrayList(pattern.type().part(part).subtreeSize());
        for (IdQueue line : lines(pattern.type())) {
            line.forEach(present, ids::add);
        }
        index.build(ids.elements(), ids.size());
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

    private void pass() {
        if (++moment % TIDY_EVERY == 0) {
            dropUnused();
        }
    }

    private void dropUnused() {
        for (TypeNode node : types.nodes()) {
            node.part(part).indexes().removeIf(index -> moment - index.lastUsed() > UNUSED_FOR);
            node.part(part).ordered().removeIf(index -> moment - index.lastUsed() > UNUSED_FOR);
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
