package org.gridspace.worker.sandbox;

import java.util.Locale;

/** How strongly tasks are kept apart from the machine, strongest first. {@code toString} is lower case. */
public enum SandboxLevel {
    /** Bubblewrap (namespaces, nothing of the file system but what the policy grants), security manager and limits. */
    FULL,
    /** Security manager and limits in a process of its own; the operating system hides nothing. */
    JVM;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
