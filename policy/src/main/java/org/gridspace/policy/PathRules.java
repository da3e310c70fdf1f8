package org.gridspace.policy;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which paths a policy may grant to tasks, and how. No state. */
final class PathRules {
    private static final Set<String> KNOWN = Set.of("read", "write", "delete", "readlink");

    /** Nothing in here is a file of the machine's owner; most of it is a way out. */
    private static final List<String> NEVER = List.of("/proc", "/sys", "/dev", "/run", "/var/run", "/boot");

    private static final List<String> NEVER_WRITTEN =
            List.of("/etc", "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt");

    private PathRules() {}

    /** The path that a file permission grants, once it is known to be one that may be granted. */
    static GrantedPath check(String file, PermissionEntry entry) throws PolicyProblem {
        String target = entry.target();
        if (target == null || target.isEmpty()) {
            throw problem(file, entry.classAt(), "FilePermission wants a path");
        }
        if (target.equals("<<ALL FILES>>")) {
            throw problem(file, entry.targetAt(), "<<ALL FILES>> is refused: name the directories that tasks need");
        }
        List<String> actions = actions(file, entry);
        for (String action : actions) {
            if (action.equals("execute")) {
                throw problem(file, entry.targetAt(), "execute is refused: tasks start no programs");
            }
            if (!KNOWN.contains(action)) {
                throw problem(
                        file, entry.targetAt(), "FilePermission knows read, write and delete, not '" + action + "'");
            }
        }
        boolean writable = actions.contains("write") || actions.contains("delete");
        Path path = path(file, entry, target);
        if (!path.startsWith(PolicyFile.SCRATCH)) {
            checkPlace(file, entry, path, writable);
            checkPlace(file, entry, real(file, entry, path), writable);
        } else if (!path.toString().equals(PolicyFile.SCRATCH)) {
            throw problem(file, entry.targetAt(), "scratch space is granted as a whole: \"${gridspace.scratch}/-\"");
        }
        return new GrantedPath(path, writable);
    }

    /** The actions of a permission, each stripped and in lower case. */
    static List<String> actions(String file, PermissionEntry entry) throws PolicyProblem {
        String actions = entry.actions();
        if (actions == null || actions.isBlank()) {
            throw problem(file, entry.targetAt(), entry.className() + " wants actions");
        }
        return Arrays.stream(actions.split(",", -1))
                .map(a -> a.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Path path(String file, PermissionEntry entry, String target) throws PolicyProblem {
        String trimmed = target;
        if (target.endsWith("/-") || target.endsWith("/*")) {
            trimmed = target.length() == 2 ? "/" : target.substring(0, target.length() - 2);
        }
        try {
            Path path = Path.of(trimmed);
            if (!path.isAbsolute() || !path.normalize().equals(path)) {
                throw problem(file, entry.targetAt(), "'" + target + "' must be an absolute path without '..'");
            }
            return path;
        } catch (InvalidPathException e) {
            throw problem(file, entry.targetAt(), "'" + target + "' is not a path");
        }
    }

    private static Path real(String file, PermissionEntry entry, Path path) throws PolicyProblem {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw problem(file, entry.targetAt(), "'" + path + "' does not exist, or can't be reached");
        }
    }

    private static void checkPlace(String file, PermissionEntry entry, Path path, boolean writable)
            throws PolicyProblem {
        for (String never : NEVER) {
            if (path.startsWith(never)) {
                throw problem(file, entry.targetAt(), "'" + path + "' is refused: " + never + " is no place for tasks");
            }
        }
        if (path.getNameCount() == 0 || path.toString().equals("/var")) {
            throw problem(file, entry.targetAt(), "'" + path + "' is refused: name the directories that tasks need");
        }
        checkHome(file, entry, path);
        if (writable) {
            for (String never : NEVER_WRITTEN) {
                if (path.startsWith(never)) {
                    throw problem(
                            file, entry.targetAt(), "writing '" + path + "' is refused: it belongs to the machine");
                }
            }
        }
    }

    /** A home directory holds keys; a directory in it may be granted, but neither all of it nor what is hidden. */
    private static void checkHome(String file, PermissionEntry entry, Path path) throws PolicyProblem {
        Path own = Path.of(System.getProperty("user.home", "/root"))
                .toAbsolutePath()
                .normalize();
        Path home = null;
        if (path.startsWith("/home")) {
            home = path.getNameCount() < 2 ? path : Path.of("/home").resolve(path.getName(1));
        } else if (path.startsWith("/root")) {
            home = Path.of("/root");
        }
        if (path.startsWith(own)) {
            home = own;
        }
        if (own.startsWith(path) || path.equals(home)) {
            throw problem(file, entry.targetAt(), "'" + path + "' is refused: home directories hold keys");
        }
        if (home != null && home.relativize(path).toString().startsWith(".")) {
            throw problem(file, entry.targetAt(), "'" + path + "' is refused: what is hidden in a home stays hidden");
        }
    }

    private static PolicyProblem problem(String file, Position at, String text) {
        return new PolicyProblem(file, at.line(), at.column(), text);
    }
}
