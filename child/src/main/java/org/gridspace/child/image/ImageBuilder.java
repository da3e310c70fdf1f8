package org.gridspace.child.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gridspace.child.ChildMain;
import org.gridspace.child.protocol.ChildSettings;
import org.gridspace.child.protocol.FrameOutput;

/**
 * Makes runtime images: {@code jlink} for the JVM, the child's classes as one jar, an archive of loaded classes. Also a
 * program, which the build runs with the directory as its argument. No state.
 */
public final class ImageBuilder {
    static final String CHILD_JAR = "gridspace/child.jar";
    static final String ARCHIVE = "gridspace/child.jsa";
    /** Nothing is left in the temporary directory. */
    private static final String NO_PERF_DATA = "-XX:-UsePerfData";

    private static final String STAMP = "gridspace/stamp";
    private static final String MADE_FOR = "gridspace/made-for";

    /** Programs that start other programs; a sandbox's JVM has no use for them. */
    private static final List<String> UNWANTED = List.of("lib/jspawnhelper", "lib/jexec", "bin/keytool");

    private ImageBuilder() {}

    /** Makes the image in the named directory, if the one that is there is not current. */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]).toAbsolutePath().normalize();
        ChildClasses classes = ChildClasses.collect();
        if (!isCurrent(home, classes) || !isMadeFor(home)) {
            delete(home);
            build(home, classes);
        }
    }

    static boolean canBuild() {
        return Runtime.version().feature() < 24 && Files.isExecutable(tool("jlink")) && Files.isDirectory(jmods());
    }

    static boolean isCurrent(Path home, ChildClasses classes) throws IOException {
        Path stamp = home.resolve(STAMP);
        return Files.exists(stamp)
                && Files.isExecutable(home.resolve("bin/java"))
                && Files.readString(stamp).equals(classes.fingerprint());
    }

    /** Whether an image still lies where it was made; the archive of loaded classes is of use only there. */
    static boolean isMadeFor(Path home) throws IOException {
        Path madeFor = home.resolve(MADE_FOR);
        return Files.exists(madeFor) && Files.readString(madeFor).equals(home.toString());
    }

    /** Makes an image; when two programs do it at once, one of them wins and both may use it. */
    static void build(Path home, ChildClasses classes) throws IOException {
        Path parent = home.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(home + " can't be an image's directory");
        }
        Files.createDirectories(parent);
        Path work = Files.createTempDirectory(parent, ".making-");
        try {
            Path image = work.resolve("image");
            link(image);
            Files.createDirectory(image.resolve("gridspace"));
            Files.write(image.resolve(CHILD_JAR), classes.jar());
            Files.writeString(image.resolve(STAMP), classes.fingerprint());
            try {
                Files.move(image, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                return;
            }
            archive(home, work);
        } finally {
            delete(work);
        }
    }

    private static Path tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    private static Path jmods() {
        return Path.of(System.getProperty("java.home"), "jmods");
    }

    private static void link(Path image) throws IOException {
        run(List.of(
                tool("jlink").toString(),
                "-J" + NO_PERF_DATA,
                "--module-path",
                jmods().toString(),
                "--add-modules",
                "java.base",
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                image.toString()));
        for (String unwanted : UNWANTED) {
            Files.deleteIfExists(image.resolve(unwanted));
        }
    }

    /** Records which classes a child loads until it is ready, and archives them together with the JDK's own choice. */
    private static void archive(Path home, Path work) throws IOException {
        Path java = home.resolve("bin/java");
        Path jar = home.resolve(CHILD_JAR);
        Path loaded = work.resolve("loaded");
        run(
                List.of(
                        java.toString(),
                        NO_PERF_DATA,
                        "-Xshare:off",
                        "-XX:DumpLoadedClassList=" + loaded,
                        "-cp",
                        jar.toString(),
                        ChildMain.class.getName()),
                settings());
        List<String> names = new ArrayList<>(Files.readAllLines(loaded));
        names.addAll(Files.readAllLines(home.resolve("lib/classlist")));
        Path list = Files.write(work.resolve("list"), names.stream().distinct().toList());
        Path archive = work.resolve("child.jsa");
        run(List.of(
                java.toString(),
                NO_PERF_DATA,
                "-Xshare:dump",
                "-XX:+UseG1GC",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                jar.toString()));
        Files.move(archive, home.resolve(ARCHIVE), StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(home.resolve(MADE_FOR), home.toString());
    }

    private static byte[] settings() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ChildSettings(1 << 20, 1 << 20, 8, List.of())
                .write(new FrameOutput(bytes))
                .send();
        return bytes.toByteArray();
    }

    private static void run(List<String> command) throws IOException {
        run(command, new byte[0]);
    }

    private static void run(List<String> command, byte[] input) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        }
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(command.get(0) + " ended with " + code + ": " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.get(0) + " ran", e);
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
