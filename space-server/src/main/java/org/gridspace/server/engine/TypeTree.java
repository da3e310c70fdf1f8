package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gridspace.entry.EntryType;
import org.jspecify.annotations.Nullable;

/**
 * All types that the space has heard of, with {@link EntryType#ANY} as the root and number 0. Numbers are given in order
 * of definition; a type's superclasses are types too.
 */
final class TypeTree {
    private final int limit;
    private final List<TypeNode> nodes = new ArrayList<>();
    private final Map<EntryType, TypeNode> byType = new HashMap<>();

    TypeTree(int limit) {
        this.limit = limit;
        add(EntryType.ANY, null);
    }

    /** The node of a type, made if it is new; null when there is no room. */
    @Nullable
    TypeNode define(EntryType type) {
        TypeNode known = byType.get(type);
        if (known != null) {
            return known;
        }
        int depth = type.levels().size();
        int knownDepth = depth - 1;
        while (!byType.containsKey(prefix(type, knownDepth))) {
            knownDepth--;
        }
        if (nodes.size() + depth - knownDepth > limit) {
            return null;
        }
        TypeNode node = byType.get(prefix(type, knownDepth));
        for (int i = knownDepth + 1; i <= depth; i++) {
            node = add(prefix(type, i), node);
        }
        return node;
    }

    /** The node with that number, or null. */
    @Nullable
    TypeNode node(int id) {
        return id < 0 || id >= nodes.size() ? null : nodes.get(id);
    }

    /** All nodes in order of their numbers, the root first. */
    List<TypeNode> nodes() {
        return nodes;
    }

    private TypeNode add(EntryType type, @Nullable TypeNode parent) {
        var node = new TypeNode(nodes.size(), type, parent);
        nodes.add(node);
        byType.put(type, node);
        return node;
    }

    private static EntryType prefix(EntryType type, int depth) {
        return depth == type.levels().size()
                ? type
                : new EntryType(type.levels().subList(0, depth));
    }
}
