package org.gridspace.benchmarks.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of an order. Immutable.
 *
 * @param figures what was measured
 * @param problem why nothing was, in one line; null if all went well
 */
public record Reply(Map<Figure, Double> figures, @Nullable String problem) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies. */
    public Reply {
        figures = Map.copyOf(figures);
    }

    /** It was done. */
    public static Reply done(Map<Figure, Double> figures) {
        return new Reply(figures, null);
    }

    /** It failed. */
    public static Reply failed(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && !(root instanceof UnsupportedOperationException)) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? "" : ": " + root.getMessage();
        return new Reply(Map.of(), (root.getClass().getSimpleName() + message).replaceAll("\\s*[\\r\\n]+\\s*", " "));
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
    public static Reply parse(String line) {
        try {
            return JSON.readValue(line, Reply.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(line, e);
        }
    }
}
