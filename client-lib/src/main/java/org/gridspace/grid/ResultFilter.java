package org.gridspace.grid;

import java.io.ObjectInputFilter;
import java.security.Permission;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may come out of a worker's bytes: values and collections of the JDK, its exceptions, and the classes that travelled
 * as the job's own code. Everything else is refused before it is made. For one result, confined to one thread.
 *
 * <p>A worker that lies can return any value of these classes, as it could return any wrong number; it can't reach other
 * classes of the master.
 */
final class ResultFilter implements ObjectInputFilter {
    private static final int MAX_DEPTH = 1000;
    private static final Set<String> PACKAGES = Set.of(
            "java.math",
            "java.time",
            "java.time.chrono",
            "java.time.zone",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "java.util.regex");
    private static final Set<Class<?>> VALUES = Set.of(
            Object.class,
            String.class,
            Boolean.class,
            Character.class,
            StackTraceElement.class,
            java.net.URI.class,
            java.io.File.class);

    private final Set<String> ownClasses;
    private @Nullable String refused;

    /** @param ownClasses binary names of the classes of the job */
    ResultFilter(Set<String> ownClasses) {
        this.ownClasses = ownClasses;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > MAX_DEPTH) {
            refused = "objects nested more than " + MAX_DEPTH + " deep";
            return Status.REJECTED;
        }
        Class<?> found = info.serialClass();
        if (found == null) {
            return Status.UNDECIDED;
        }
        if (allows(found)) {
            return Status.ALLOWED;
        }
        refused = found.getName();
        return Status.REJECTED;
    }

    /** What was refused, if anything was. */
    Optional<String> refused() {
        return Optional.ofNullable(refused);
    }

    private boolean allows(Class<?> found) {
        Class<?> element = elementOf(found);
        if (element.isPrimitive()) {
            return true;
        }
        return element.getModule().isNamed() && isPlatform(element.getClassLoader())
                ? allowsOfPlatform(element)
                : ownClasses.contains(element.getName());
    }

    private static Class<?> elementOf(Class<?> found) {
        Class<?> element = found;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }

    private static boolean isPlatform(@Nullable ClassLoader loader) {
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private static boolean allowsOfPlatform(Class<?> element) {
        return VALUES.contains(element)
                || Enum.class.isAssignableFrom(element)
                || Number.class.isAssignableFrom(element)
                || Throwable.class.isAssignableFrom(element)
                || Permission.class.isAssignableFrom(element) // part of an AccessControlException
                || element.isInterface() // has no state; part of the descriptions of proxies, which are refused
                || PACKAGES.contains(element.getPackageName());
    }
}
