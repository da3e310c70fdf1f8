package org.gridspace.code;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the code that a task needs in a worker's sandbox and packs it into a jar: the classes of the task, of all that
 * it holds and of its lambdas, and what these reach, outside the JDK, {@code org.gridspace.task} and the grid's library,
 * which stays with the master. Classes found only by name at run time ({@code Class.forName}, service loaders) are not
 * among them.
 *
 * <p>Lambdas and nested tasks often stand in the class of the master program, beside code that uses windows, databases or
 * the grid. Of such a class, as long as no object of it travels, only the methods and fields go along that travelling
 * code names ({@link ClassSkeleton}); the rest would drag the whole program along and couldn't even be loaded in a sandbox.
 *
 * <p>Thread-safe. Remembers the jars of the last {@value #REMEMBERED} combinations of classes and resources, so that
 * the tasks of a job cost one search; keeps those classes loaded as long as it lives itself.
 */
public final class CodeCollector {
    /** The largest jar, in bytes before any packing. */
    public static final int MAX_BYTES = 32 << 20;

    private static final int REMEMBERED = 64;

    private final int maxBytes;
    private final Map<Need, CodeJar> jars = new LinkedHashMap<>(16, 0.75f, true); // guarded by itself

    /** What decides a jar. Resources are compared by identity: a job hands in the same arrays again and again. */
    private record Need(TaskClasses classes, Set<Resource> resources) {}

    private record Resource(String name, byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Resource that && name.equals(that.name) && bytes == that.bytes;
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + System.identityHashCode(bytes);
        }
    }

    /** A collector with the standard limit, {@link #MAX_BYTES}. */
    public CodeCollector() {
        this(MAX_BYTES);
    }

    CodeCollector(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The code that a task needs.
     *
     * @param task a serializable object
     * @param resources by name, without a leading slash; found by the task with {@code getResourceAsStream("/name")};
     *     the arrays must not change any more
     * @return the same bytes for the same classes and resources, on every machine
     * @throws IllegalArgumentException when the task can't be serialized, holds an object of a class that can't
     *     travel, needs more than the limit, or a resource's name isn't one
     */
    public CodeJar collect(Object task, Map<String, byte[]> resources) {
        return jar(TaskSerializer.write(task).classes(), resources);
    }

    /**
     * The task's bytes and its code, at the price of one serialization.
     *
     * @param task as in {@link #collect}
     * @param resources as in {@link #collect}
     * @throws IllegalArgumentException as in {@link #collect}
     */
    public PackedTask pack(Object task, Map<String, byte[]> resources) {
        TaskStream.Written written = TaskSerializer.write(task);
        return new PackedTask(written.bytes(), jar(written.classes(), resources));
    }

    private CodeJar jar(TaskClasses classes, Map<String, byte[]> resources) {
        Set<Resource> attached = new LinkedHashSet<>();
        resources.forEach((name, bytes) -> attached.add(new Resource(name, bytes)));
        var need = new Need(classes, attached);
        synchronized (jars) {
            CodeJar known = jars.get(need);
            if (known == null) {
                known = build(need);
                jars.put(need, known);
                if (jars.size() > REMEMBERED) {
                    jars.remove(jars.keySet().iterator().next());
                }
            }
            return known;
        }
    }

    private CodeJar build(Need need) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        long size = 0;
        for (Resource resource : need.resources()) {
            requireName(resource.name());
            files.put(resource.name(), resource.bytes());
            size += resource.bytes().length;
        }
        if (size > maxBytes) {
            throw new IllegalArgumentException("the task's resources are larger than " + maxBytes + " bytes");
        }
        files.putAll(ClassClosure.of(need.classes(), maxBytes - size));
        return CodeJar.of(StoredJar.write(files));
    }

    private static void requireName(String name) {
        boolean isPath = !name.endsWith(".class") && !name.contains("\\") && name.indexOf('\0') < 0;
        for (String part : name.split("/", -1)) {
            isPath &= !part.isEmpty() && !part.equals(".") && !part.equals("..");
        }
        if (!isPath) {
            throw new IllegalArgumentException(
                    "not the name of a resource (a path without leading slash, no class file): \"" + name + "\"");
        }
    }
}
