package org.gridspace.codec;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Which classes may come out of bytes: JDK values, everything from where this codec's entry classes come from, and what
 * {@value #PROPERTY} adds. The library's own classes and Jini's only where they are values.
 *
 * <p>Thread-safe.
 */
final class AllowList {
    /** System property: class names and {@code package.**} patterns, separated by commas. */
    static final String PROPERTY = "gridspace.allow";

    private static final Set<String> JDK = Set.copyOf(JdkValues.NAMES);
    private static final List<String> OWN_VALUES = List.of(
            "org.gridspace.entry.",
            "org.gridspace.job.",
            "org.gridspace.task.",
            "net.jini.core.",
            "net.jini.id.",
            "net.jini.io.",
            "net.jini.lookup.entry.");
    private static final List<String> OWN =
            List.of("org.gridspace.", "net.jini.", "com.sun.jini.", "org.apache.river.");
    private static final Set<String> OWN_SOURCES =
            new HashSet<>(Arrays.asList(Platform.source(AllowList.class), Platform.source(Entry.class)));

    private final List<String> patterns;
    private final Set<String> sources = ConcurrentHashMap.newKeySet();
    private final Set<ClassLoader> sourcelessLoaders = ConcurrentHashMap.newKeySet();

    AllowList(@Nullable String patterns) {
        this.patterns = patterns == null
                ? List.of()
                : Arrays.stream(patterns.split(","))
                        .map(String::strip)
                        .filter(p -> !p.isEmpty())
                        .toList();
    }

    /** Lets every class through that comes from where this entry class does. */
    void addSourceOf(Class<?> entryClass) {
        if (Platform.isPlatform(entryClass)) {
            return;
        }
        String source = Platform.source(entryClass);
        if (source != null) {
            sources.add(source);
            return;
        }
        ClassLoader loader = Platform.loader(entryClass);
        if (loader != null) {
            sourcelessLoaders.add(loader);
        }
    }

    void require(Class<?> type) throws UnreadableValue {
        if (!permits(type)) {
            throw refusal(element(type).getName());
        }
    }

    /** Whether objects of the class may come into being, or for an array those of its elements. */
    boolean permits(Class<?> type) {
        Class<?> element = element(type);
        String name = element.getName();
        if (element.isPrimitive() || matches(name)) {
            return true;
        }
        if (Platform.isPlatform(element)) {
            return JDK.contains(name) || element.isEnum() && name.startsWith("java.");
        }
        String source = Platform.source(element);
        if (OWN_SOURCES.contains(source) && OWN.stream().anyMatch(name::startsWith)) {
            return OWN_VALUES.stream().anyMatch(name::startsWith);
        }
        return source != null ? sources.contains(source) : sourcelessLoaders.contains(Platform.loader(element));
    }

    private boolean matches(String name) {
        for (String pattern : patterns) {
            boolean matches = pattern.endsWith(".**")
                    ? name.startsWith(pattern.substring(0, pattern.length() - 2))
                    : name.equals(pattern);
            if (matches) {
                return true;
            }
        }
        return false;
    }

    private static UnreadableValue refusal(String name) {
        return new UnreadableValue("class " + name + " isn't allowed here; -D" + PROPERTY + "=" + name + " allows it");
    }

    private static Class<?> element(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }

    static @Nullable Class<?> primitive(String name) {
        return switch (name) {
            case "boolean" -> boolean.class;
            case "byte" -> byte.class;
            case "short" -> short.class;
            case "char" -> char.class;
            case "int" -> int.class;
            case "long" -> long.class;
            case "float" -> float.class;
            case "double" -> double.class;
            case "void" -> void.class;
            default -> null;
        };
    }
}
