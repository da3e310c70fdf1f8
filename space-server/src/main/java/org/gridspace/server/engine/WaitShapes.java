package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The waits for one type, by shape and hash like {@link ShapeIndex}, so that a new entry meets just those that may match.
 * Beyond {@value #MOST_SHAPES} shapes, waits share the shape without fields and are compared one by one.
 */
final class WaitShapes {
    static final int MOST_SHAPES = 16;

    private final List<Shape> shapes = new ArrayList<>(0);

    private record Shape(long mask, Long2ObjectOpenHashMap<WaitLine> lines) {}

    void add(Wait wait) {
        Pattern pattern = wait.pattern();
        Shape shape = shape(pattern.mask());
        if (shape == null && shapes.size() >= MOST_SHAPES) {
            shape = shape(0);
        }
        if (shape == null) {
            shape = new Shape(shapes.size() >= MOST_SHAPES ? 0 : pattern.mask(), new Long2ObjectOpenHashMap<>(2));
            shapes.add(shape);
        }
        long key = shape.mask() == 0 ? 0 : pattern.hash();
        shape.lines().computeIfAbsent(key, ignored -> new WaitLine()).add(wait);
        wait.listUnder(shape.mask());
    }

    void remove(Wait wait) {
        Shape shape = shape(wait.listedMask());
        if (shape == null) {
            throw new IllegalStateException("a wait without a shape");
        }
        long key = shape.mask() == 0 ? 0 : wait.pattern().hash();
        WaitLine line = shape.lines().get(key);
        line.remove(wait);
        if (line.isEmpty()) {
            shape.lines().remove(key);
        }
        if (shape.lines().isEmpty()) {
            shapes.remove(shape);
        }
        wait.unlist();
    }

    /** Adds the lines in which waits for such an entry can stand. */
    void collect(byte[] fields, FieldHash hash, List<WaitLine> into) {
        for (Shape shape : shapes) {
            long key = shape.mask() == 0 ? 0 : hash.of(fields, shape.mask());
            if (shape.mask() != 0 && key == FieldHash.NONE) {
                continue;
            }
            WaitLine line = shape.lines().get(key);
            if (line != null) {
                into.add(line);
            }
        }
    }

    /** Receives where a wait stands. */
    @FunctionalInterface
    interface Visitor {
        void visit(long mask, long key, Wait wait);
    }

    /** Visits every listed wait. */
    void forEach(Visitor visitor) {
        for (Shape shape : shapes) {
            for (Long2ObjectMap.Entry<WaitLine> line : shape.lines().long2ObjectEntrySet()) {
                for (Command.MatchKind kind : Command.MatchKind.values()) {
                    line.getValue().of(kind).forEach(wait -> visitor.visit(shape.mask(), line.getLongKey(), wait));
                }
            }
        }
    }

    int shapeCount() {
        return shapes.size();
    }

    private @Nullable Shape shape(long mask) {
        for (Shape shape : shapes) {
            if (shape.mask() == mask) {
                return shape;
            }
        }
        return null;
    }
}
