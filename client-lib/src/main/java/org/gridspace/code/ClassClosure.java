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
 * library goes along where a travelling class extends or implements it. Where one only names it, as a program does that
 * has its tasks and its use of the grid in one class, it goes along as a mere name, with its supertypes and nothing that
 * it needs to work: the JVM loads what it finds in the signatures of such a class as soon as it makes one of its lambdas,
 * and what it catches when it verifies it. A class that can't be found is left out: the JVM links lazily, so it may never
 * be missed. Used once, by one thread.
 */
final class ClassClosure {
    private static final int SANDBOX_MAJOR = 61; // Java 17

    private final TravelRules rules;
    private final long maxBytes;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Deque<Reference> pending = new ArrayDeque<>();
    private long size;

    /** How a class came to be named; decides about classes of the library only. */
    private enum Via {
        /** As a supertype of a travelling class: it goes along, to work. */
        SUPERTYPE,
        /** By a class of the program, or as a supertype of one that is: it goes along as a mere name. */
        PROGRAM,
        /** By a class of the library that goes along to work: it stays. */
        LIBRARY
    }

    private record Reference(String name, ClassLoader loader, Via via) {}

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
            put(references, file);
            follow(references, file, Via.PROGRAM);
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
            if (file == null) {
                continue;
            }
            boolean library = rules.isLibrary(name, file.location());
            if (library && next.via() == Via.LIBRARY) {
                continue;
            }
            seen.add(name);
            ClassReferences references = ClassReferences.of(file.bytes());
            put(references, file);
            if (library && next.via() == Via.PROGRAM) {
                follow(references.supertypes(), file, Via.PROGRAM);
            } else {
                follow(references, file, library ? Via.LIBRARY : Via.PROGRAM);
            }
        }
    }

    private void follow(ClassReferences references, ClassFile file, Via others) {
        follow(references.supertypes(), file, Via.SUPERTYPE);
        follow(references.others(), file, others);
    }

    /** Supertypes go first: what is both a supertype and a mere name is there to work. */
    private void follow(Set<String> names, ClassFile file, Via via) {
        for (String name : names) {
            var reference = new Reference(name, file.loader(), via);
            if (via == Via.SUPERTYPE) {
                pending.addFirst(reference);
            } else {
                pending.addLast(reference);
            }
        }
    }

    private void put(ClassReferences references, ClassFile file) {
        files.put(ClassFile.pathOf(references.name()), file.bytes());
        size += file.bytes().length;
        if (size > maxBytes) {
            throw new IllegalArgumentException("the task's classes are larger than " + maxBytes + " bytes ("
                    + files.size() + " classes so far, the last one "
                    + references.name().replace('/', '.')
                    + "): put the task in a class that doesn't name the rest of the program");
        }
    }
}
