package org.gridspace.examples;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The options that an example was called with. Immutable. */
public final class ExampleArguments {
    private final Map<String, String> values;

    private ExampleArguments(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads {@code --name value} and {@code --name=value}; the last of several counts.
     *
     * @param known the options that may occur
     * @throws ArgumentProblem for anything else
     */
    public static ExampleArguments parse(List<ExampleOption> known, List<String> words) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            String name = word.startsWith("--") ? word.substring(2, equals < 0 ? word.length() : equals) : "";
            if (known.stream().noneMatch(option -> option.name().equals(name))) {
                throw new ArgumentProblem("unknown argument " + word + "; there are: "
                        + known.stream()
                                .map(option -> "--" + option.name() + " " + option.value())
                                .collect(Collectors.joining(", ")));
            }
            if (equals < 0 && ++i == words.size()) {
                throw new ArgumentProblem(word + " needs a value");
            }
            values.put(name, equals < 0 ? words.get(i) : word.substring(equals + 1));
        }
        return new ExampleArguments(values);
    }

    /** With values for some options, by name without the dashes. */
    public static ExampleArguments of(Map<String, String> values) {
        return new ExampleArguments(values);
    }

    /** The value of an option. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value of an option that is a file. */
    public Optional<Path> path(String name) {
        try {
            return text(name).map(Path::of);
        } catch (InvalidPathException e) {
            throw new ArgumentProblem("--" + name + ": " + e.getMessage());
        }
    }

    /**
     * The value of an option that is a whole number: digits, which may be grouped by underscores, or such as 1e9.
     *
     * @throws ArgumentProblem when it isn't one, or not from {@code low} to {@code high}
     */
    public long number(String name, long standard, long low, long high) {
        String text = values.get(name);
        if (text == null) {
            return standard;
        }
        try {
            long value = new BigDecimal(text.replace("_", "")).longValueExact();
            if (value >= low && value <= high) {
                return value;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // said below
        }
        throw new ArgumentProblem(
                "--" + name + " must be a whole number from " + low + " to " + high + ", not " + text);
    }
}
