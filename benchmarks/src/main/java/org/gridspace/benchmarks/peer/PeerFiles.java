package org.gridspace.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that the build makes beside our own libraries: other people's jars in {@code lib}, and the files that start them.
 *
 * @param folder an absolute path
 */
public record PeerFiles(Path folder) {
    private static final String PROPERTY = "gridspace.bench.peers";

    /** Makes it absolute: configurations name files by it. */
    public PeerFiles {
        folder = folder.toAbsolutePath().normalize();
    }

    /** The folder that the launcher names, if it is there. */
    public static Optional<PeerFiles> find() {
        String folder = System.getProperty(PROPERTY);
        return folder == null || !Files.isDirectory(Path.of(folder))
                ? Optional.empty()
                : Optional.of(new PeerFiles(Path.of(folder)));
    }

    /** One of the jars, by its artifact's name; named without a version. */
    String jar(String artifact) {
        return folder.resolve("lib").resolve(artifact + ".jar").toString();
    }

    /** All jars. */
    List<String> jars() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    /** Another file. */
    String file(String name) {
        return folder.resolve(name).toString();
    }
}
