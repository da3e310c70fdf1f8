package org.gridspace.policy;

/**
 * A permission that the child's security manager gives to a job's classes, and to nothing else. Immutable.
 *
 * @param className a permission class of {@code java.base}
 * @param target its target, or ""
 * @param actions its actions, or ""
 */
public record JobPermission(String className, String target, String actions) {}
