package org.gridspace.server.engine;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.gridspace.server.engine.Completions.Event;

/**
 * The events of a session that its client has not acknowledged, oldest first. When there are too many the oldest is dropped:
 * whoever compares sequence numbers sees the gap.
 */
final class EventQueue {
    private final EngineLimits limits;
    private final ArrayDeque<Event> events = new ArrayDeque<>(0);
    private long lastNumber;
    private long bytes;

    EventQueue(EngineLimits limits) {
        this.limits = limits;
    }

    /** The number of the next event. */
    long nextNumber() {
        return ++lastNumber;
    }

    void add(Event event) {
        events.add(event);
        bytes += bytesOf(event);
        while (events.size() > limits.eventsASession() || bytes > limits.eventBytesASession() && events.size() > 1) {
            bytes -= bytesOf(events.remove());
        }
    }

    void acknowledge(long upTo) {
        Event oldest;
        while ((oldest = events.peek()) != null && oldest.number() <= upTo) {
            bytes -= bytesOf(events.remove());
        }
    }

    void forEach(Consumer<Event> visitor) {
        events.forEach(visitor);
    }

    int size() {
        return events.size();
    }

    long bytes() {
        return bytes;
    }

    static long bytesOf(Event event) {
        Outcome.FoundEntry entry = event.entry();
        return Batch.OVERHEAD_BYTES + (entry == null ? 0 : entry.fields().length);
    }
}
