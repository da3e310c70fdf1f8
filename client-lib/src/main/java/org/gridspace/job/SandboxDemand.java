package org.gridspace.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The weakest sandbox a job accepts for its tasks. */
public enum SandboxDemand {
    /** The JDK's security manager and resource limits suffice. */
    JVM,
    /** The operating system's isolation, too. */
    FULL;

    /** As it stands in entries: {@code jvm} or {@code full}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #toString} wrote; empty for anything else. */
    public static Optional<SandboxDemand> of(String text) {
        return Arrays.stream(values()).filter(d -> d.toString().equals(text)).findFirst();
    }
}
