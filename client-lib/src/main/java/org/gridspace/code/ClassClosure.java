package org.gridspace.code;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The class files that a set of classes needs in a sandbox: themselves, the classes that they name, the classes that
 * those name, and so on, up to what the sandbox has and what stays on the master ({@link TravelRules}). A class of the
 * library goes along only where a travelling class extends or implements it. A class that can't be found is left out:
 * the JVM links lazily, so it may never be missed. Used once, by one thread.
 */
final class ClassClosure {
    private static final int SANDBOX_MAJOR = 61; // Java 17

    private final TravelRules rules;
    private final long maxBytes;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Deque<Reference> pending = new ArrayDeque<>();
    private long size;

    private record Reference(String name, ClassLoader loader, boolean asSupertype) {}

    private ClassClosure(TravelRules rules, long maxBytes) {
        this.rules = rules;
        this.maxBytes = maxBytes;
    }

    /**
     * Collects the class files by their path in a jar.
     *
     * @param roots classes of the task's objects and capturing classes of its lambdas, none of them exposed
     * @throws IllegalArgumentException when a root can't travel, or the closure is larger than {@code maxBytes}
     */
    static SortedMap<String, byte[]> of(Set<Class<?>> roots, long maxBytes) {
        Set<String> locations = new LinkedHashSet<>();
        roots.forEach(root -> locations.add(ClassFile.locationOf(root)));
        var closure = new ClassClosure(new TravelRules(locations), maxBytes);
        roots.forEach(root -> closure.addRoot(root, roots));
        closure.follow();
        return closure.files;
    }

    private void addRoot(Class<?> root, Set<Class<?>> roots) {
        String name = root.getName();
        ClassFile file = root.isHidden() ? null : ClassFile.of(root);
        if (file == null) {
            throw new IllegalArgumentException("class " + name + " can't travel: its loader (" + root.getClassLoader()
                    + ") doesn't offer its class file");
        }
        String internalName = name.replace('.', '/');
        if (rules.isLibrary(internalName, file.location())) {
            requireSupertypeOfAnother(root, roots);
        } else if (seen.add(internalName)) {
            ClassReferences references = ClassReferences.of(file.bytes());
            if (references.major() > SANDBOX_MAJOR) {
                throw new IllegalArgumentException("class " + name + " can't travel: it is compiled for Java "
                        + (references.major() - 44) + " and sandboxes run Java 17; compile it with --release 17");
            }
            add(references, file);
        }
    }

    /** A library class in the task's bytes is fine as the superclass of one of the task's own, which brings it along. */
    private static void requireSupertypeOfAnother(Class<?> root, Set<Class<?>> roots) {
        for (Class<?> other : roots) {
            if (other != root && root.isAssignableFrom(other)) {
                return;
            }
        }
        throw new IllegalArgumentException("the task holds a " + root.getName()
                + ", which belongs to the grid's library and stays with the master");
    }

    private void follow() {
        for (Reference next = pending.poll(); next != null; next = pending.poll()) {
            String name = next.name();
            if (seen.contains(name) || TravelRules.isExposed(name)) {
                continue;
            }
            ClassFile file = ClassFile.find(name, next.loader());
            if (file != null && (next.asSupertype() || !rules.isLibrary(name, file.location()))) {
                seen.add(name);
                add(ClassReferences.of(file.bytes()), file);
            }
        }
    }

    private void add(ClassReferences references, ClassFile file) {
        files.put(ClassFile.pathOf(references.name()), file.bytes());
        size += file.bytes().length;
        if (size > maxBytes) {
            throw new IllegalArgumentException("the task's classes are larger than " + maxBytes + " bytes ("
                    + files.size() + " classes so far, the last one "
                    + references.name().replace('/', '.')
                    + "): put the task in a class that doesn't name the rest of the program");
        }
        references.supertypes().forEach(name -> pending.add(new Reference(name, file.loader(), true)));
        references.others().forEach(name -> pending.add(new Reference(name, file.loader(), false)));
    }
}
