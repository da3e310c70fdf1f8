package org.gridspace.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a class as a class loader offers them.
 *
 * @param bytes the class file
 * @param location the jar or folder that it comes from, as the beginning of its URL
 * @param loader what finds the classes that it names
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClassFile(byte[] bytes, String location, ClassLoader loader) {

    /** The class file of a loaded class, or null if its loader doesn't offer it (or it is one of the JDK's). */
    static @Nullable ClassFile of(Class<?> loaded) {
        ClassLoader loader = loaded.getClassLoader();
        return loader == null ? null : read(pathOf(loaded.getName().replace('.', '/')), loader);
    }

    /**
     * The class file that a class of that loader would link to, or null if there's none. Loaders that keep what they
     * import to themselves are asked for the class, whose own loader then has the bytes.
     */
    static @Nullable ClassFile find(String internalName, ClassLoader loader) {
        ClassFile found = read(pathOf(internalName), loader);
        if (found != null) {
            return found;
        }
        try {
            return of(Class.forName(internalName.replace('/', '.'), false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** Where a loaded class comes from, empty if unknown. */
    static String locationOf(Class<?> loaded) {
        ClassLoader loader = loaded.getClassLoader();
        String path = pathOf(loaded.getName().replace('.', '/'));
        URL url = loader == null ? null : loader.getResource(path);
        return url == null ? "" : location(url, path);
    }

    static String pathOf(String internalName) {
        return internalName + ".class";
    }

    private static @Nullable ClassFile read(String path, ClassLoader loader) {
        URL url = loader.getResource(path);
        if (url == null) {
            return null;
        }
        try (InputStream in = url.openStream()) {
            return new ClassFile(in.readAllBytes(), location(url, path), loader);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + url, e);
        }
    }

    private static String location(URL url, String path) {
        String text = url.toExternalForm();
        return text.endsWith(path) ? text.substring(0, text.length() - path.length()) : text;
    }
}
