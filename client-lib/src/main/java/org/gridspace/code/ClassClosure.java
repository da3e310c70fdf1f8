package org.gridspace.code;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gridspace.code.ClassReferences.Member;
import org.jspecify.annotations.Nullable;

/**
 * The class files that a task's classes need in a sandbox: themselves, the classes that they name, the classes that those
 * name, and so on, up to what the sandbox has ({@link TravelRules}). Used once, by one thread.
 *
 * <ul>
 *   <li>A class that is merely the home of the task's lambdas or nested classes travels as a {@link ClassSkeleton}, until
 *       travelling code makes an object of it or extends it.
 *   <li>A class of the library travels whole only where a travelling class extends or implements it; where it's merely
 *       named, as a {@link HollowClass}.
 *   <li>A class that can't be found is left out: the JVM links lazily, so it may never be missed.
 * </ul>
 */
final class ClassClosure {
    private static final int SANDBOX_MAJOR = 61; // Java 17
    private static final int FIRST_JAVA_MAJOR = 44;

    private final TravelRules rules;
    private final long maxBytes;
    private final Set<String> homes = new HashSet<>(); // may travel as skeletons
    private final SortedMap<String, ClassSkeleton> skeletons = new TreeMap<>();
    private final Set<String> grown = new LinkedHashSet<>(); // skeletons to be searched (again)
    private final Set<String> whole = new HashSet<>();
    private final Set<String> hollow = new HashSet<>();
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final Deque<Reference> pending = new ArrayDeque<>();
    private long size;

    /** A class named by another, whose loader finds it. */
    private record Reference(String name, ClassLoader loader, boolean asSupertype) {}

    private ClassClosure(TravelRules rules, long maxBytes) {
        this.rules = rules;
        this.maxBytes = maxBytes;
    }

    /**
     * Collects the class files by their path in a jar.
     *
     * @throws IllegalArgumentException when a class of the task can't travel, or the closure is larger than {@code
     *     maxBytes}
     */
    static SortedMap<String, byte[]> of(TaskClasses classes, long maxBytes) {
        Set<String> locations = new HashSet<>();
        classes.needed().forEach(root -> locations.add(ClassFile.locationOf(root)));
        classes.homes().forEach(root -> locations.add(ClassFile.locationOf(root)));
        var closure = new ClassClosure(new TravelRules(locations), maxBytes);
        classes.homes().forEach(closure::addLambdaHome);
        classes.homes().forEach(root -> closure.addNestHomes(root, classes.needed()));
        classes.needed().forEach(root -> closure.addNestHomes(root, classes.needed()));
        classes.needed().forEach(root -> closure.addNeeded(root, classes.needed()));
        closure.follow();
        closure.skeletons.forEach((name, skeleton) -> closure.put(name, skeleton.bytes()));
        return closure.files;
    }

    private void addLambdaHome(Class<?> home) {
        ClassFile file = fileOf(home);
        String name = internalName(home);
        if (rules.isLibrary(name, file.location())) {
            throw new IllegalArgumentException("the task holds a lambda of " + home.getName()
                    + ", which belongs to the grid's library and stays with the master");
        }
        requireSandboxVersion(home, ClassReferences.of(file.bytes()));
        homes.add(name);
        skeleton(name, file).keepLambdas();
    }

    /** The classes around a task's class may be its master: they travel as far as needed, as do those around them. */
    private void addNestHomes(Class<?> root, Set<Class<?>> needed) {
        for (Class<?> home = home(root); home != null && !needed.contains(home); home = home(home)) {
            homes.add(internalName(home));
        }
        Class<?> host = root.getNestHost();
        if (!needed.contains(host)) {
            homes.add(internalName(host));
        }
    }

    private static @Nullable Class<?> home(Class<?> nested) {
        try {
            return nested.getEnclosingClass();
        } catch (LinkageError e) {
            return null; // not on the class path here, so it won't travel either
        }
    }

    private void addNeeded(Class<?> root, Set<Class<?>> needed) {
        ClassFile file = fileOf(root);
        String name = internalName(root);
        if (rules.isLibrary(name, file.location())) {
            requireSupertypeOfAnother(root, needed);
        } else {
            ClassReferences references = ClassReferences.of(file.bytes());
            requireSandboxVersion(root, references);
            addWhole(references, file);
        }
    }

    private static ClassFile fileOf(Class<?> root) {
        ClassFile file = root.isHidden() ? null : ClassFile.of(root);
        if (file == null) {
            throw new IllegalArgumentException("class " + root.getName() + " can't travel: its loader ("
                    + root.getClassLoader() + ") doesn't offer its class file");
        }
        return file;
    }

    private static void requireSandboxVersion(Class<?> root, ClassReferences references) {
        if (references.major() > SANDBOX_MAJOR) {
            throw new IllegalArgumentException("class " + root.getName() + " can't travel: it is compiled for Java "
                    + (references.major() - FIRST_JAVA_MAJOR)
                    + " and sandboxes run Java 17; compile it with --release 17");
        }
    }

    /** A library class in the task's bytes is fine as the superclass of one of the task's own, which brings it along. */
    private static void requireSupertypeOfAnother(Class<?> root, Set<Class<?>> needed) {
        for (Class<?> other : needed) {
            if (other != root && root.isAssignableFrom(other)) {
                return;
            }
        }
        throw new IllegalArgumentException("the task holds a " + root.getName()
                + ", which belongs to the grid's library and stays with the master");
    }

    private void follow() {
        while (!pending.isEmpty() || !grown.isEmpty()) {
            for (Reference next = pending.poll(); next != null; next = pending.poll()) {
                follow(next);
            }
            if (!grown.isEmpty()) {
                String name = grown.iterator().next();
                grown.remove(name);
                ClassSkeleton skeleton = skeletons.get(name);
                if (skeleton != null) {
                    addReferences(skeleton.references(), skeleton.file().loader());
                }
            }
        }
    }

    private void follow(Reference reference) {
        String name = reference.name();
        boolean isDone = whole.contains(name)
                || !reference.asSupertype() && (skeletons.containsKey(name) || hollow.contains(name));
        if (isDone || TravelRules.isExposed(name)) {
            return;
        }
        ClassFile file = ClassFile.find(name, reference.loader());
        if (file == null) {
            return;
        }
        if (reference.asSupertype()) {
            addWhole(file);
        } else if (rules.isLibrary(name, file.location())) {
            addHollow(name, file);
        } else if (homes.contains(name)) {
            skeleton(name, file);
        } else {
            addWhole(file);
        }
    }

    private ClassSkeleton skeleton(String name, ClassFile file) {
        return skeletons.computeIfAbsent(name, absent -> {
            grown.add(name);
            return new ClassSkeleton(file);
        });
    }

    private void addHollow(String name, ClassFile file) {
        hollow.add(name);
        byte[] bytes = HollowClass.of(file.bytes());
        put(name, bytes);
        for (String supertype : ClassReferences.of(bytes).supertypes()) {
            pending.add(new Reference(supertype, file.loader(), false)); // hollow, too, if it's the library's
        }
    }

    private void addWhole(ClassFile file) {
        ClassReferences references;
        try {
            references = ClassReferences.of(file.bytes());
        } catch (IllegalArgumentException e) {
            return; // for a newer Java than this library knows, let alone the sandbox
        }
        addWhole(references, file);
    }

    private void addWhole(ClassReferences references, ClassFile file) {
        String name = references.name();
        if (whole.add(name)) {
            skeletons.remove(name);
            put(name, file.bytes());
            addReferences(references, file.loader());
        }
    }

    private void addReferences(ClassReferences references, ClassLoader loader) {
        references.supertypes().forEach(name -> pending.add(new Reference(name, loader, true)));
        references.homes().forEach(name -> pending.add(new Reference(name, loader, false)));
        references.others().forEach(name -> pending.add(new Reference(name, loader, false)));
        for (Member member : references.members()) {
            if (homes.contains(member.owner()) && !whole.contains(member.owner())) {
                use(member, loader);
            }
        }
    }

    private void use(Member member, ClassLoader loader) {
        ClassFile file = ClassFile.find(member.owner(), loader);
        if (file == null) {
            return;
        }
        if (member.isConstructor()) {
            addWhole(file);
        } else if (skeleton(member.owner(), file).keep(member)) {
            grown.add(member.owner());
        }
    }

    private void put(String name, byte[] bytes) {
        byte[] before = files.put(ClassFile.pathOf(name), bytes);
        size += bytes.length - (before == null ? 0 : before.length);
        if (size > maxBytes) {
            throw new IllegalArgumentException("the task's classes are larger than " + maxBytes + " bytes ("
                    + files.size() + " classes so far, the last one " + name.replace('/', '.')
                    + "): put the task in a class that doesn't name the rest of the program");
        }
    }

    private static String internalName(Class<?> loaded) {
        return loaded.getName().replace('.', '/');
    }
}
