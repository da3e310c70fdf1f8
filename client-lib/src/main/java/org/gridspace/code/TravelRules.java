package org.gridspace.code;

import java.lang.module.ModuleFinder;
import java.util.HashSet;
import java.util.Set;

/**
 * Which classes a worker's sandbox has of its own, and which belong to the grid's library on the master and stay there.
 * Immutable.
 *
 * <p>The sandbox has the JDK and {@code org.gridspace.task}. The library is Jini's packages and everything else under
 * {@code org.gridspace}, except the examples and except what lies in the same jar or folder as a task, as this project's
 * own tests do. So a program may have its tasks and its use of the library in one class, or be packed with the library
 * into one jar.
 */
final class TravelRules {
    private static final String OURS = "org/gridspace/";
    private static final String TASK_API = "org/gridspace/task/";
    private static final String EXAMPLES = "org/gridspace/examples/";
    private static final Set<String> JDK_PACKAGES = jdkPackages();
    private static final String LIBRARY_LOCATION = ClassFile.locationOf(TravelRules.class);

    private final Set<String> taskLocations;

    /** @param taskLocations where the classes of the task's own objects come from */
    TravelRules(Set<String> taskLocations) {
        this.taskLocations = Set.copyOf(taskLocations);
    }

    /** Whether the sandbox has the class, or another class of the same package in its place. */
    static boolean isExposed(String internalName) {
        return internalName.startsWith(TASK_API) || isJdk(internalName);
    }

    static boolean isJdk(String internalName) {
        int end = internalName.lastIndexOf('/');
        return end >= 0 && JDK_PACKAGES.contains(internalName.substring(0, end));
    }

    /**
     * Whether the class is one of the library that stays on the master.
     *
     * @param location where its class file was found, see {@link ClassFile#location()}
     */
    boolean isLibrary(String internalName, String location) {
        if (internalName.startsWith("net/jini/")
                || internalName.startsWith("com/sun/jini/")
                || internalName.startsWith("org/apache/river/")) {
            return true;
        }
        return internalName.startsWith(OURS)
                && !internalName.startsWith(EXAMPLES)
                && (location.equals(LIBRARY_LOCATION) || !taskLocations.contains(location));
    }

    private static Set<String> jdkPackages() {
        Set<String> packages = new HashSet<>();
        ModuleFinder.ofSystem().findAll().stream()
                .map(module -> module.descriptor())
                .filter(module ->
                        module.name().startsWith("java.") || module.name().startsWith("jdk."))
                .flatMap(module -> module.packages().stream())
                .forEach(name -> packages.add(name.replace('.', '/')));
        return Set.copyOf(packages);
    }
}
