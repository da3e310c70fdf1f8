package org.gridspace.child.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Images made on demand, in the user's cache directory, kept for the next start. No state. */
final class ImageCache {
    private ImageCache() {}

    /** The image for this program and this JVM; empty if it can't be made, as on a JRE without {@code jlink}. */
    static Optional<SandboxImage> image(ChildClasses classes, boolean publicPlaces) throws IOException {
        String key = System.getProperty("java.runtime.version") + "-" + System.getProperty("os.arch") + "-"
                + classes.fingerprint().substring(0, 16);
        Path home = directory(publicPlaces).resolve(key.replaceAll("[^A-Za-z0-9.+-]", "_"));
        Optional<SandboxImage> image = SandboxImage.at(home, classes);
        if (image.isEmpty() && ImageBuilder.canBuild()) {
            try {
                ImageBuilder.build(home, classes);
                image = SandboxImage.at(home, classes);
            } catch (IOException e) {
                System.getLogger(ImageCache.class.getName())
                        .log(System.Logger.Level.WARNING, "can't make a runtime image in " + home, e);
            }
        }
        return image;
    }

    private static Path directory(boolean publicPlaces) {
        if (publicPlaces && Files.isWritable(Path.of("/var/cache"))) {
            return Path.of("/var/cache/gridspace/images");
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base = cache != null && cache.startsWith("/")
                ? Path.of(cache)
                : Path.of(System.getProperty("user.home"), ".cache");
        return base.toAbsolutePath().resolve("gridspace").resolve("images");
    }
}
