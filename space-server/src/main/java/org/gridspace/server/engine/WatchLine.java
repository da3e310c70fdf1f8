package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectAVLTreeMap;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches with the same hash, in queues, each in the order of their arrival. */
final class WatchLine<W extends Watch> {
    static final int QUEUES = 4;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private final @Nullable Long2ObjectAVLTreeMap<W>[] queues = new Long2ObjectAVLTreeMap[QUEUES];

    private int size;

    /** Adds a watch, harmlessly when it is there. */
    void add(W watch) {
        Long2ObjectAVLTreeMap<W> queue = queues[watch.queue()];
        if (queue == null) {
            queue = new Long2ObjectAVLTreeMap<>();
            queues[watch.queue()] = queue;
        }
        size += queue.put(watch.order(), watch) == null ? 1 : 0;
    }

    /** Takes a watch out, if it's in here. */
    void remove(W watch) {
        Long2ObjectAVLTreeMap<W> queue = queues[watch.queue()];
        if (queue == null || queue.remove(watch.order()) == null) {
            return;
        }
        if (queue.isEmpty()) {
            queues[watch.queue()] = null;
        }
        size--;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The watches of a queue, oldest first. */
    Collection<W> of(int number) {
        Long2ObjectAVLTreeMap<W> queue = queues[number];
        return queue == null ? List.of() : queue.values();
    }
}
