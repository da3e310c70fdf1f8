package org.gridspace.benchmarks.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client process is told to do. Immutable.
 *
 * @param work the name of the work
 * @param settings how much of it, by name
 */
public record Order(String work, Map<String, Long> settings) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies. */
    public Order {
        settings = Map.copyOf(settings);
    }

    /** An order without settings. */
    public static Order of(String work) {
        return new Order(work, Map.of());
    }

    /** The same with one setting more. */
    public Order with(String name, long value) {
        var more = new TreeMap<>(settings);
        more.put(name, value);
        return new Order(work, more);
    }

    /** The value of a setting that must be there. */
    public long get(String name) {
        Long value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException(work + " needs " + name);
        }
        return value;
    }

    /** The same as an int. */
    public int getInt(String name) {
        return Math.toIntExact(get(name));
    }

    /** One line. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads {@link #json}. */
    public static Order parse(String line) {
        try {
            return JSON.readValue(line, Order.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(line, e);
        }
    }
}
