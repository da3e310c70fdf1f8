package org.gridspace.console.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as JSON, one line a result. Static functions. */
public final class Json {
    private static final ObjectWriter WRITER = new ObjectMapper().writer();

    private Json() {}

    /** Prints {@link #text} as one line. */
    public static void print(PrintWriter out, @Nullable Object value) {
        out.println(text(value));
        out.flush();
    }

    /** Maps, lists, strings, numbers, booleans and nulls as JSON, without a line break. */
    public static String text(@Nullable Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not representable as JSON", e);
        }
    }

    /** An object whose properties keep the order in which they are given: name, value, name, value, … */
    public static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }
}
