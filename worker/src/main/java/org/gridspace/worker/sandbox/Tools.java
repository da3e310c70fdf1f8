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

    /** Whether this process is root. */
    static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    /** Whether that user id exists where this process runs: in a user namespace, as of some containers, few do. */
    static boolean isMapped(long user) {
        try {
            for (String range : Files.readAllLines(Path.of("/proc/self/uid_map"))) {
                String[] numbers = range.strip().split("\\s+", -1);
                long first = Long.parseLong(numbers[0]);
                if (user >= first && user - first < Long.parseLong(numbers[2])) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true; // a kernel without user namespaces has them all
        }
    }
}
