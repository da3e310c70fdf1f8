package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The watches for one type, by shape and hash like {@link ShapeIndex}, so that a new entry meets just those that may match.
 * Beyond {@value #MOST_SHAPES} shapes, watches share the shape without fields and are compared one by one; those that demand
 * no equality at all are there anyway.
 */
final class WatchShapes<W extends Watch> {
    static final int MOST_SHAPES = 16;

    private final List<Shape<W>> shapes = new ArrayList<>(0);

    /** The lines of one shape, by hash. */
    private static final class Shape<W extends Watch> {
        private final long mask;
        private final HashHeads heads = new HashHeads(); // 1 + the slot of a line
        private final Slots<WatchLine<W>> lines = new Slots<>();

        Shape(long mask) {
            this.mask = mask;
        }

        long key(Pattern pattern) {
            return mask == 0 ? 0 : pattern.hash();
        }

        @Nullable
        WatchLine<W> line(long key) {
            long head = heads.get(key);
            return head == HashHeads.ABSENT ? null : lines.get((int) head - 1);
        }

        WatchLine<W> lineOrNew(long key) {
            WatchLine<W> known = line(key);
            if (known != null) {
                return known;
            }
            var line = new WatchLine<W>();
            heads.put(key, 1 + lines.keep(line));
            return line;
        }

        void drop(long key) {
            lines.release((int) heads.get(key) - 1);
            heads.remove(key);
        }
    }

    /** Lists the watch under one of its patterns, which is of this type. */
    void add(W watch, int index) {
        Pattern pattern = watch.pattern(index);
        Shape<W> shape = shape(pattern.mask());
        if (shape == null && shapes.size() >= MOST_SHAPES) {
            shape = shape(0);
        }
        if (shape == null) {
            long mask = shapes.size() >= MOST_SHAPES ? 0 : pattern.mask();
            shape = new Shape<>(mask);
            shapes.add(shape);
        }
        shape.lineOrNew(shape.key(pattern)).add(watch);
        watch.listUnder(index, shape.mask);
    }

    /** Strikes the watch off where {@link #add} put it for that pattern; patterns may have shared a place. */
    void remove(W watch, int index) {
        Shape<W> shape = shape(watch.listedMask(index));
        if (shape == null) {
            return;
        }
        long key = shape.key(watch.pattern(index));
        WatchLine<W> line = shape.line(key);
        if (line == null) {
            return;
        }
        line.remove(watch);
        if (line.isEmpty()) {
            shape.drop(key);
        }
        if (shape.heads.size() == 0) {
            shapes.remove(shape);
        }
    }

    /** Looks at where the line of a shape and a hash would be missed; the answer means nothing. */
    long glance(long mask, long key) {
        long touched = 0;
        for (int i = 0; i < shapes.size(); i++) {
            Shape<W> shape = shapes.get(i);
            if (shape.mask == mask) {
                touched ^= shape.heads.glance(key);
            }
        }
        return touched;
    }

    /** Adds the lines in which watches for such an entry can stand; an empty list is replaced by a new one. */
    List<WatchLine<W>> collect(byte[] fields, FieldHash hash, List<WatchLine<W>> before) {
        List<WatchLine<W>> lines = before;
        for (Shape<W> shape : shapes) {
            long key = shape.mask == 0 ? 0 : hash.of(fields, shape.mask);
            if (shape.mask != 0 && key == FieldHash.NONE) {
                continue;
            }
            WatchLine<W> line = shape.line(key);
            if (line != null) {
                lines = lines.isEmpty() ? new ArrayList<>(2) : lines;
                lines.add(line);
            }
        }
        return lines;
    }

    /** Receives where a watch stands. */
    @FunctionalInterface
    interface Visitor<W> {
        void visit(long mask, long key, W watch);
    }

    /** Visits every listed watch, once a place. */
    void forEach(Visitor<W> visitor) {
        for (Shape<W> shape : shapes) {
            shape.heads.forEach((key, head) -> {
                for (int queue = 0; queue < WatchLine.QUEUES; queue++) {
                    shape.lines.get((int) head - 1).of(queue).forEach(watch -> visitor.visit(shape.mask, key, watch));
                }
            });
        }
    }

    int shapeCount() {
        return shapes.size();
    }

    private @Nullable Shape<W> shape(long mask) {
        for (Shape<W> shape : shapes) {
            if (shape.mask == mask) {
                return shape;
            }
        }
        return null;
    }
}
