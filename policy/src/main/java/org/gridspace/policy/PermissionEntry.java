package org.gridspace.policy;

import org.jspecify.annotations.Nullable;

/**
 * One {@code permission} of a policy file, properties already expanded. Immutable.
 *
 * @param className the permission's class, as written
 * @param target its target name, if any
 * @param actions its actions, if any
 * @param classAt where the class is written
 * @param targetAt where the target is written; the class's place if there is none
 */
public record PermissionEntry(
        String className, @Nullable String target, @Nullable String actions, Position classAt, Position targetAt) {}
