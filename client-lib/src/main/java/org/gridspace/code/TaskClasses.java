package org.gridspace.code;

import java.util.Set;

/**
 * The classes in a serialized task that a sandbox doesn't have of its own. Immutable.
 *
 * @param needed of objects and class literals, with their serializable superclasses
 * @param homes those whose code only made the task's lambdas
 */
record TaskClasses(Set<Class<?>> needed, Set<Class<?>> homes) {
    TaskClasses {
        needed = Set.copyOf(needed);
        homes = Set.copyOf(homes);
    }
}
