package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectAVLTreeMap;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits with the same hash, by kind and in the order of their arrival. */
final class WaitLine {
    @SuppressWarnings({"unchecked", "rawtypes"})
    private final @Nullable Long2ObjectAVLTreeMap<Wait>[] byKind =
            new Long2ObjectAVLTreeMap[Command.MatchKind.values().length];

    private int size;

    void add(Wait wait) {
        int kind = wait.request().kind().ordinal();
        Long2ObjectAVLTreeMap<Wait> line = byKind[kind];
        if (line == null) {
            line = new Long2ObjectAVLTreeMap<>();
            byKind[kind] = line;
        }
        line.put(wait.order(), wait);
        size++;
    }

    void remove(Wait wait) {
        int kind = wait.request().kind().ordinal();
        Long2ObjectAVLTreeMap<Wait> line = byKind[kind];
        if (line == null || line.remove(wait.order()) == null) {
            throw new IllegalStateException("a wait that isn't in its line");
        }
        if (line.isEmpty()) {
            byKind[kind] = null;
        }
        size--;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The waits of a kind, oldest first. */
    Collection<Wait> of(Command.MatchKind kind) {
        Long2ObjectAVLTreeMap<Wait> line = byKind[kind.ordinal()];
        return line == null ? List.of() : line.values();
    }
}
