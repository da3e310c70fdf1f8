package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
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

    private record Shape<W extends Watch>(long mask, Long2ObjectOpenHashMap<WatchLine<W>> lines) {
        long key(Pattern pattern) {
            return mask == 0 ? 0 : pattern.hash();
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
            shape = new Shape<>(mask, new Long2ObjectOpenHashMap<>(2));
            shapes.add(shape);
        }
        shape.lines()
                .computeIfAbsent(shape.key(pattern), ignored -> new WatchLine<>())
                .add(watch);
        watch.listUnder(index, shape.mask());
    }

    /** Strikes the watch off where {@link #add} put it for that pattern; patterns may have shared a place. */
    void remove(W watch, int index) {
        Shape<W> shape = shape(watch.listedMask(index));
        if (shape == null) {
            return;
        }
        long key = shape.key(watch.pattern(index));
        WatchLine<W> line = shape.lines().get(key);
        if (line == null) {
            return;
        }
        line.remove(watch);
        if (line.isEmpty()) {
            shape.lines().remove(key);
        }
        if (shape.lines().isEmpty()) {
            shapes.remove(shape);
        }
    }

    /** Adds the lines in which watches for such an entry can stand. */
    void collect(byte[] fields, FieldHash hash, List<WatchLine<W>> into) {
        for (Shape<W> shape : shapes) {
            long key = shape.mask() == 0 ? 0 : hash.of(fields, shape.mask());
            if (shape.mask() != 0 && key == FieldHash.NONE) {
                continue;
            }
            WatchLine<W> line = shape.lines().get(key);
            if (line != null) {
                into.add(line);
            }
        }
    }

    /** Receives where a watch stands. */
    @FunctionalInterface
    interface Visitor<W> {
        void visit(long mask, long key, W watch);
    }

    /** Visits every listed watch, once a place. */
    void forEach(Visitor<W> visitor) {
        for (Shape<W> shape : shapes) {
            for (Long2ObjectMap.Entry<WatchLine<W>> line : shape.lines().long2ObjectEntrySet()) {
                for (int queue = 0; queue < WatchLine.QUEUES; queue++) {
                    line.getValue().of(queue).forEach(watch -> visitor.visit(shape.mask(), line.getLongKey(), watch));
                }
            }
        }
    }

    int shapeCount() {
        return shapes.size();
    }

    private @Nullable Shape<W> shape(long mask) {
        for (Shape<W> shape : shapes) {
            if (shape.mask() == mask) {
                return shape;
            }
        }
        return null;
    }
}
