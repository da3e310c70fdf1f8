package org.gridspace.code;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureClassLoader;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Sees what a sandbox's child sees: a jar, java.base and org.gridspace.task. */
final class SandboxLoader extends SecureClassLoader {
    final Map<String, byte[]> files;

    SandboxLoader(CodeJar jar) throws IOException {
        super(new Exposed());
        files = unpack(jar.bytes());
    }

    static Map<String, byte[]> unpack(byte[] jar) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = files.get(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] bytes = files.get(name);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    private static final class Exposed extends ClassLoader {
        Exposed() {
            super(null);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.gridspace.task.")) {
                return Class.forName(name, false, SandboxLoader.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> found = super.loadClass(name, resolve);
            if (found.getModule() != Object.class.getModule() && !name.startsWith("org.gridspace.task.")) {
                throw new ClassNotFoundException(name + " isn't in java.base");
            }
            return found;
        }
    }
}
