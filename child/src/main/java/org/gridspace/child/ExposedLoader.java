package org.gridspace.child;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * What a job sees of the world: the platform's classes, and {@code org.gridspace.task}. The child's own runtime and
 * whatever else is on its class path does not exist for it. Thread-safe.
 */
final class ExposedLoader extends ClassLoader {
    private static final String TASK_API = "org.gridspace.task.";

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader own;

    ExposedLoader() {
        super("exposed", ClassLoader.getPlatformClassLoader());
        this.own = ExposedLoader.class.getClassLoader();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!name.startsWith(TASK_API)) {
            throw new ClassNotFoundException(name);
        }
        return own.loadClass(name);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        return null;
    }

    @Override
    public @Nullable URL getResource(String name) {
        return null;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return Collections.emptyEnumeration();
    }
}
