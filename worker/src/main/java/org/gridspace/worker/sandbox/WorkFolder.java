package org.gridspace.worker.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one directory of a sandbox for what its children need on disk. Its name says which process it belongs to, so that
 * the next sandbox of the same user can remove it when that process was killed. Thread-safe.
 */
final class WorkFolder implements AutoCloseable {
    private static final String PREFIX = "gridspace-sandbox-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-(\\d+)-.*");
    /** Among the fields after the command's name. */
    private static final int START_TIME = 22 - 3;

    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    /** Makes one, and removes those of processes that are gone. Others may read it, as children may be other users. */
    static WorkFolder create() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        sweep(temporary);
        String self = Long.toString(ProcessHandle.current().pid());
        Path path = Files.createTempDirectory(temporary, PREFIX + self + "-" + startOf(self) + "-");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new WorkFolder(path);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        delete(path);
    }

    static void sweep(Path temporary) throws IOException {
        Object owner = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        List<Path> entries;
        try (Stream<Path> all = Files.list(temporary)) {
            entries = all.filter(p -> p.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path entry : entries) {
            Matcher name = NAME.matcher(entry.getFileName().toString());
            if (name.matches() && isOwned(entry, owner) && !isAlive(name.group(1), name.group(2))) {
                delete(entry);
            }
        }
    }

    private static boolean isOwned(Path entry, Object owner) {
        try {
            return !Files.isSymbolicLink(entry)
                    && Files.getAttribute(entry, "unix:uid").equals(owner);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isAlive(String pid, String start) {
        try {
            return startOf(pid).equals(start);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true; // who can say
        }
    }

    /**
     * When a process started, in clock ticks since the machine did (proc(5), {@code stat}, field 22): tells it from a later one with the same
     * number, and is the same for everybody who asks. The JDK's {@code startInstant} isn't: it adds what each JVM takes for the machine's start.
     */
    private static String startOf(String pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", pid, "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_TIME];
    }

    private static void delete(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.getLogger(WorkFolder.class.getName())
                    .log(System.Logger.Level.WARNING, "can't remove " + tree + ": " + e);
        }
    }
}
