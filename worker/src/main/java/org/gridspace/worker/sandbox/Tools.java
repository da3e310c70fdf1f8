package org.gridspace.worker.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Programs of the operating system that a sandbox is built with. No state. */
final class Tools {
    private static final String[] PLACES = {"/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin", "/sbin"};

    private Tools() {}

    /** The path of a program, looked for where the system keeps its own; never where {@code PATH} says. */
    static Optional<Path> find(String name) {
        for (String place : PLACES) {
            Path path = Path.of(place, name);
            if (Files.isExecutable(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /** Whether this process has the rights of the machine's administrator. */
    static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
