package org.gridspace.local;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The class path of a worker process: the jars and folders that hold what a worker needs, found by where its classes were
 * loaded from. The rest of this process's class path, which is the user's, stays out.
 */
final class WorkerClassPath {
    /** One class of each library that a worker needs. */
    private static final String[] NEEDED = {
        "org.gridspace.worker.WorkerProcess",
        "org.gridspace.grid.Grid",
        "org.gridspace.child.ChildMain",
        "org.gridspace.policy.PolicyProblem",
        "net.jini.core.entry.Entry",
        "org.apache.commons.pool2.ObjectPool",
        "org.apache.logging.log4j.LogManager",
    };

    /** Libraries that may be missing: a shaded client has some inside, and logging has a core only if the user wants it. */
    private static final String[] WELCOME = {
        "com.esotericsoftware.kryo.Kryo",
        "com.esotericsoftware.minlog.Log",
        "com.esotericsoftware.reflectasm.FieldAccess",
        "org.objenesis.Objenesis",
        "org.objectweb.asm.ClassReader",
        "org.apache.logging.log4j.core.LoggerContext",
        "org.apache.logging.log4j.jul.LogManager",
    };

    private WorkerClassPath() {}

    /** The class path, in the form that {@code java -cp} takes. */
    static String find() {
        var places = new LinkedHashSet<Path>();
        for (String name : NEEDED) {
            if (!add(name, places)) {
                throw new IllegalStateException("workers need " + name + ", which is not on the class path");
            }
        }
        for (String name : WELCOME) {
            add(name, places);
        }
        return join(places);
    }

    private static boolean add(String className, Set<Path> places) {
        try {
            Class<?> found = Class.forName(className, false, WorkerClassPath.class.getClassLoader());
            CodeSource source = found.getProtectionDomain().getCodeSource();
            if (source != null) {
                places.add(Path.of(source.getLocation().toURI()));
            }
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(className + " was loaded from an unusable place", e);
        }
    }

    private static String join(Set<Path> places) {
        return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
