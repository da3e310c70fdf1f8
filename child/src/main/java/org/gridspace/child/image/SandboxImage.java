package org.gridspace.child.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a child is started from. Immutable.
 *
 * @param home the home of the JVM
 * @param childJar the child's classes
 * @param archive an archive of loaded classes for a quicker start, made for exactly these paths; null if there is none
 * @param minimal whether the JVM is an image of {@code java.base} only, and not a whole JDK or JRE
 */
public record SandboxImage(
        Path home, Path childJar, @Nullable Path archive, boolean minimal) {
    /** The system property that names an image to use. */
    public static final String PROPERTY = "gridspace.sandbox.image";

    /** The folder that the build leaves an image in, beside the child's jar. */
    static final String FOLDER = "runtime-image";

    /**
     * Finds an image: the one that {@link #PROPERTY} names; one beside this program's jars; one made earlier, in the
     * user's cache; a new one, made there now, which takes some seconds; at last the running JVM itself.
     *
     * @param folder a private directory that outlives the image's use, for what nothing else has a place for
     * @param publicPlaces whether the image must lie where every user can read it
     */
    public static SandboxImage find(Path folder, boolean publicPlaces) throws IOException {
        ChildClasses classes = ChildClasses.collect();
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return at(Path.of(named).toAbsolutePath().normalize(), classes)
                    .orElseThrow(() -> new IOException(
                            named + ", which " + PROPERTY + " names, is not a runtime image of this version"));
        }
        for (Path place : besides()) {
            Optional<SandboxImage> image = at(place, classes);
            if (image.isPresent()) {
                return image.get();
            }
        }
        Optional<SandboxImage> cached = ImageCache.image(classes, publicPlaces);
        return cached.isPresent() ? cached.get() : ownRuntime(folder, classes);
    }

    private static List<Path> besides() throws IOException {
        Path code = ChildClasses.codeOf(SandboxImage.class).toAbsolutePath();
        Path folder = code.getParent();
        if (folder == null) {
            return List.of();
        }
        return List.of(folder.resolve(FOLDER), folder.resolveSibling(FOLDER));
    }

    /** The image in that directory, if it is whole and has the same child as this program. */
    static Optional<SandboxImage> at(Path home, ChildClasses classes) throws IOException {
        return ImageBuilder.isCurrent(home, classes)
                ? Optional.of(new SandboxImage(home, home.resolve(ImageBuilder.CHILD_JAR), archive(home), true))
                : Optional.empty();
    }

    private static @Nullable Path archive(Path home) throws IOException {
        Path archive = home.resolve(ImageBuilder.ARCHIVE);
        return Files.exists(archive) && ImageBuilder.isMadeFor(home) ? archive : null;
    }

    private static SandboxImage ownRuntime(Path folder, ChildClasses classes) throws IOException {
        Path jar = folder.resolve("child.jar");
        Files.write(jar, classes.jar());
        return new SandboxImage(Path.of(System.getProperty("java.home")), jar, null, false);
    }

    /** The program that starts the JVM. */
    public Path java() {
        return home.resolve("bin").resolve("java");
    }
}
