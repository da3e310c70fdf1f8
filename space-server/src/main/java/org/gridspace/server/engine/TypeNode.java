package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.List;
import org.gridspace.entry.EntryType;
import org.jspecify.annotations.Nullable;

/** One known type: its place in the tree of types, and what hangs on it: its part of each shelf, its waits and registrations. */
final class TypeNode {
    private final int id;
    private final EntryType type;
    private final @Nullable TypeNode parent;
    private final int fieldCount;
    private final List<TypeNode> children = new ArrayList<>();
    private final ShelfPart[] parts;
    private final WatchShapes<Wait> waits = new WatchShapes<>();
    private final WatchShapes<Registration> registrations = new WatchShapes<>();

    TypeNode(int id, EntryType type, @Nullable TypeNode parent) {
        this.id = id;
        this.type = type;
        this.parent = parent;
        this.fieldCount = type.fieldCount();
        this.parts = new ShelfPart[] {new ShelfPart(), new ShelfPart()};
        if (parent != null) {
            parent.children.add(this);
        }
    }

    int id() {
        return id;
    }

    EntryType type() {
        return type;
    }

    @Nullable
    TypeNode parent() {
        return parent;
    }

    int fieldCount() {
        return fieldCount;
    }

    List<TypeNode> children() {
        return children;
    }

    /** What of a shelf belongs to this type. */
    ShelfPart part(int shelf) {
        return parts[shelf];
    }

    WatchShapes<Wait> waits() {
        return waits;
    }

    WatchShapes<Registration> registrations() {
        return registrations;
    }

    /** Whether this is {@code other} or a subclass of it. */
    boolean isWithin(TypeNode other) {
        for (TypeNode node = this; node != null; node = node.parent) {
            if (node == other) {
                return true;
            }
        }
        return false;
    }
}
