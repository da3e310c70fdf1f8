package org.gridspace.codec;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.security.AccessController;
import java.security.CodeSource;
import java.security.PrivilegedAction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the codec asks of the runtime with its own permissions, whoever calls it. Nothing here runs code of the class
 * asked about.
 */
final class Platform {
    private static final ClassLoader LOADER = privileged(ClassLoader::getPlatformClassLoader);

    private Platform() {}

    @SuppressWarnings("removal") // until no runtime has a security manager any more
    static <T extends @Nullable Object> T privileged(PrivilegedAction<T> action) {
        return AccessController.doPrivileged(action);
    }

    /** Whether the class is the JDK's. */
    static boolean isPlatform(Class<?> type) {
        ClassLoader loader = loader(type);
        if (loader == null || loader == LOADER) {
            return true;
        }
        String source = source(type);
        return source != null && (source.startsWith("jrt:/java.") || source.startsWith("jrt:/jdk."));
    }

    static @Nullable ClassLoader loader(Class<?> type) {
        return privileged(type::getClassLoader);
    }

    /** Where a class was loaded from, {@code null} if nobody knows. */
    static @Nullable String source(Class<?> type) {
        CodeSource source = privileged(() -> type.getProtectionDomain().getCodeSource());
        return source == null || source.getLocation() == null
                ? null
                : source.getLocation().toString();
    }

    /** Finds a class without initializing it. */
    static @Nullable Class<?> load(String name, ClassLoader loader) {
        return privileged(() -> {
            try {
                return Class.forName(name, false, loader);
            } catch (ClassNotFoundException e) {
                return null;
            }
        });
    }

    /** The loader that the thread's code finds its classes with. */
    static ClassLoader contextLoader() {
        return privileged(() -> {
            ClassLoader context = Thread.currentThread().getContextClassLoader();
            return context == null ? ClassLoader.getSystemClassLoader() : context;
        });
    }

    static boolean declaredMethod(Class<?> type, String name, Class<?>... parameters) {
        return privileged(() -> Arrays.stream(type.getDeclaredMethods())
                .anyMatch(m -> m.getName().equals(name) && Arrays.equals(m.getParameterTypes(), parameters)));
    }

    static boolean declaredField(Class<?> type, String name) {
        return Arrays.stream(declaredFields(type)).anyMatch(f -> f.getName().equals(name));
    }

    static Field[] declaredFields(Class<?> type) {
        return privileged(type::getDeclaredFields);
    }

    static void open(AccessibleObject member) {
        privileged(() -> {
            member.setAccessible(true);
            return true;
        });
    }
}
