package org.gridspace.child;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.security.SecureClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Defines a job's classes from its jar, all in the job's own protection domain, whose permissions are fixed: no policy
 * is asked about them. Thread-safe.
 */
final class JobLoader extends SecureClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final JobCode code;
    private final ProtectionDomain domain;
    private volatile @Nullable String broken;

    JobLoader(JobCode code, ProtectionDomain domain, ExposedLoader parent) {
        super("job", parent);
        this.code = code;
        this.domain = domain;
    }

    /** The last class whose bytes were refused by the JVM. */
    @Nullable
    String broken() {
        return broken;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = code.entry(name.replace('.', '/').concat(".class"));
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        try {
            return defineClass(name, bytes, 0, bytes.length, domain);
        } catch (LinkageError e) {
            broken = name;
            throw e;
        }
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes = code.entry(name);
        return bytes != null ? new ByteArrayInputStream(bytes) : getParent().getResourceAsStream(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return code.entry(name) == null ? null : AccessController.doPrivileged(new ToUrl(code, name));
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL url = findResource(name);
        return url == null ? Collections.emptyEnumeration() : Collections.enumeration(Collections.singleton(url));
    }

    /** Making a URL with a handler of its own wants a permission that the job need not have. */
    private static final class ToUrl implements PrivilegedAction<@Nullable URL> {
        private final JobCode code;
        private final String name;

        ToUrl(JobCode code, String name) {
            this.code = code;
            this.name = name;
        }

        @Override
        public @Nullable URL run() {
            try {
                return code.url(name);
            } catch (MalformedURLException e) {
                return null;
            }
        }
    }
}
