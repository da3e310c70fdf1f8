package org.gridspace.worker.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.gridspace.child.image.SandboxImage;

/**
 * A copy of a runtime image for children that are another user than the worker: root's children give up being root and
 * could not read an image in {@code /root}. No state.
 */
final class StagedImage {
    private StagedImage() {}

    /** The image itself if any user can read it or none needs to, otherwise a copy in that directory. */
    static SandboxImage readable(SandboxImage image, Path folder) throws IOException {
        if (!Tools.isRoot() || isPublic(image.java()) && isPublic(image.childJar())) {
            return image;
        }
        Path home = folder.resolve("image");
        copy(image.home(), home);
        Path jar = home.resolve("child-staged.jar");
        Files.copy(image.childJar(), jar);
        open(jar, false);
        return new SandboxImage(home, jar, null, image.minimal());
    }

    private static boolean isPublic(Path file) throws IOException {
        Path real = file.toRealPath();
        if (!Files.getPosixFilePermissions(real).contains(PosixFilePermission.OTHERS_READ)) {
            return false;
        }
        for (Path parent = real.getParent(); parent != null; parent = parent.getParent()) {
            if (!Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.toList();
        }
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
            open(copy, Files.isDirectory(file) || Files.isExecutable(file));
        }
    }

    private static void open(Path file, boolean executable) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
