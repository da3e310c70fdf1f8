package org.gridspace.codec;

import java.io.ObjectInputStream;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which classes may come out of bytes: JDK values, everything from where this codec's entry classes come from, the
 * classes that their fields are declared as, and what {@value #PROPERTY} adds. The library's own classes and Jini's only
 * where they are values.
 *
 * <p>Thread-safe.
 */
final class AllowList {
    /** System property: class names and {@code package.**} patterns, separated by commas. */
    static final String PROPERTY = "gridspace.allow";

    private static final Set<String> JDK = Set.copyOf(JdkValues.NAMES);
    private static final List<String> OWN_VALUES = List.of(
            "org.gridspace.client.RemoteSpace",
            "org.gridspace.client.SpaceAddress",
            "org.gridspace.client.SpaceLease",
            "org.gridspace.wire.LeaseKind",
            "org.gridspace.entry.",
            "org.gridspace.job.",
            "org.gridspace.task.",
            "net.jini.core.",
            "net.jini.id.",
            "net.jini.io.",
            "net.jini.lookup.entry.",
            "net.jini.space.InternalSpaceException");
    private static final List<String> RIVER = List.of("net.jini.", "com.sun.jini.", "org.apache.river.");
    private static final @Nullable String OWN_SOURCE = Platform.source(AllowList.class);

    private final List<String> patterns;
    private final Set<String> sources = ConcurrentHashMap.newKeySet();
    /** Weak, so that classes and loaders may go. */
    private final Map<ClassLoader, Boolean> sourcelessLoaders = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<Class<?>, Boolean> classes = Collections.synchronizedMap(new WeakHashMap<>());

    AllowList(@Nullable String patterns) {
        this.patterns = patterns == null
                ? List.of()
                : Arrays.stream(patterns.split(","))
                        .map(String::strip)
                        .filter(p -> !p.isEmpty())
                        .toList();
    }

    /** Lets a class through, or for an array the class of its elements, unless it is the JDK's. */
    void add(Class<?> type) {
        Class<?> element = element(type);
        if (!Platform.isPlatform(element)) {
            classes.put(element, true);
        }
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
            sourcelessLoaders.put(loader, true);
        }
    }

    void require(Class<?> type) throws UnreadableValue {
        if (!permits(type)) {
            throw refusal(type);
        }
    }

    /** Whether objects of the class may come into being, or for an array those of its elements. */
    boolean permits(Class<?> type) {
        Class<?> element = element(type);
        if (element.isPrimitive() || classes.containsKey(element)) {
            return true;
        }
        boolean permitted = Proxy.isProxyClass(element)
                ? Arrays.stream(element.getInterfaces()).allMatch(this::permits)
                : matches(element.getName())
                        || (Platform.isPlatform(element) ? isJdkValue(element) : isFromTrustedSource(element));
        if (permitted) {
            classes.put(element, true); // what is allowed stays so
        }
        return permitted;
    }

    /** Its enums are values, and so are its exceptions, and its lambdas, which come into being through their capturing class alone. */
    private static boolean isJdkValue(Class<?> type) {
        return JDK.contains(type.getName())
                || type.isHidden()
                || type.getName().startsWith("java.") && (type.isEnum() || isPlainFailure(type));
    }

    /** Exceptions hold data, unless they have a say in how they are read. */
    private static boolean isPlainFailure(Class<?> type) {
        return Throwable.class.isAssignableFrom(type)
                && !Platform.declaredMethod(type, "readObject", ObjectInputStream.class)
                && !Platform.declaredMethod(type, "readResolve");
    }

    private boolean isFromTrustedSource(Class<?> type) {
        String source = Platform.source(type);
        String name = type.getName();
        boolean own = name.startsWith("org.gridspace.") && Objects.equals(source, OWN_SOURCE);
        if (own || RIVER.stream().anyMatch(name::startsWith)) {
            return OWN_VALUES.stream().anyMatch(name::startsWith);
        }
        return source != null ? sources.contains(source) : sourcelessLoaders.containsKey(Platform.loader(type));
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

    /** Why an object of the class doesn't come into being. */
    static UnreadableValue refusal(Class<?> type) {
        String name = element(type).getName();
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
