package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectAVLTreeMap;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches with the same hash, in queues, each in the order of their arrival. Among many waits for different keys nearly every
 * line has a single one, which costs no queue.
 */
final class WatchLine<W extends Watch> {
    static final int QUEUES = 4;

    private @Nullable W only;
    private @Nullable Long2ObjectAVLTreeMap<W> @Nullable [] queues;

    /** Adds a watch, harmlessly when it is there. */
    void add(W watch) {
        if (queues == null && (only == null || only == watch)) {
            only = watch;
            return;
        }
        if (queues == null) {
            queues = newQueues();
        }
        if (only != null) {
            W first = only;
            only = null;
            enqueue(queues, first);
        }
        enqueue(queues, watch);
    }

    /** Takes a watch out, if it's in here. */
    void remove(W watch) {
        if (only == watch) {
            only = null;
        }
        if (queues != null) {
            dequeue(queues, watch);
        }
    }

    boolean isEmpty() {
        return only == null && queues == null;
    }

    /** The watches of a queue, oldest first. */
    Collection<W> of(int number) {
        if (queues == null) {
            return only != null && only.queue() == number ? List.of(only) : List.of();
        }
        Long2ObjectAVLTreeMap<W> queue = queues[number];
        return queue == null ? List.of() : queue.values();
    }

    private void enqueue(@Nullable Long2ObjectAVLTreeMap<W>[] into, W watch) {
        Long2ObjectAVLTreeMap<W> queue = into[watch.queue()];
        if (queue == null) {
            queue = new Long2ObjectAVLTreeMap<>();
            into[watch.queue()] = queue;
        }
        queue.put(watch.order(), watch);
    }

    private void dequeue(@Nullable Long2ObjectAVLTreeMap<W>[] from, W watch) {
        Long2ObjectAVLTreeMap<W> queue = from[watch.queue()];
        if (queue == null || queue.remove(watch.order()) == null || !queue.isEmpty()) {
            return;
        }
        from[watch.queue()] = null;
        for (Long2ObjectAVLTreeMap<W> other : from) {
            if (other != null) {
                return;
            }
        }
        queues = null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <W extends Watch> @Nullable Long2ObjectAVLTreeMap<W>[] newQueues() {
        return new Long2ObjectAVLTreeMap[QUEUES];
    }
}
