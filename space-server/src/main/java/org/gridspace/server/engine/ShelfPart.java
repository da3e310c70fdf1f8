package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.List;

/** What one type has on one shelf: the line of its own entries, the indexes for templates of it, a count of its subtree. */
final class ShelfPart {
    private final IdQueue line = new IdQueue();
    private final List<ShapeIndex> indexes = new ArrayList<>(0);
    private final List<OrderedIndex> ordered = new ArrayList<>(0);
    private int subtreeSize;

    /** Entries of exactly this type. */
    IdQueue line() {
        return line;
    }

    /** Indexes over entries of this type and its subtypes. */
    List<ShapeIndex> indexes() {
        return indexes;
    }

    /** Indexes by the values of a field over entries of this type and its subtypes. */
    List<OrderedIndex> ordered() {
        return ordered;
    }

    /** How many entries of this type and its subtypes there are. */
    int subtreeSize() {
        return subtreeSize;
    }

    void count(int change) {
        subtreeSize += change;
    }
}
