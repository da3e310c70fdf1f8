package org.gridspace.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.gridspace.river.codebase.Codebase;

/**
 * A jar of proxy classes that Jini clients without any jar of ours may download. Immutable.
 *
 * @param name its file name in the URL
 * @param prefix the start of the names of the classes in it that proxies are made of
 * @param content the jar
 */
public record CodebaseJar(String name, String prefix, byte[] content) {
    private static final String RESOURCES = "/org/gridspace/codebase/";

    /** The proxy of our spaces; empty if the build has none beside its jars. */
    public static Optional<CodebaseJar> gridspace() throws IOException {
        return find("gridspace-dl.jar", "org.gridspace.", "gridspace-client-*-dl.jar");
    }

    /** The proxy of the lookup service. */
    public static Optional<CodebaseJar> reggie() throws IOException {
        return find("reggie-dl.jar", "com.sun.jini.reggie.", "reggie-dl-*.jar");
    }

    /** Serves it below {@code /codebase/} and annotates its classes with that URL until the result is closed. */
    public Codebase publish(LocalHttp http) {
        String path = "/codebase/" + name;
        http.serve(path, LocalHttp.Page.of("application/java-archive", content));
        return Codebase.announce(prefix, URI.create(http.uri() + path));
    }

    /** As a resource, or as a file beside the jar that this class is in, or in the folder {@code codebase} beside that one's. */
    private static Optional<CodebaseJar> find(String name, String prefix, String fileGlob) throws IOException {
        try (InputStream resource = CodebaseJar.class.getResourceAsStream(RESOURCES + name)) {
            if (resource != null) {
                return Optional.of(new CodebaseJar(name, prefix, resource.readAllBytes()));
            }
        }
        CodeSource source = CodebaseJar.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            Path folder = Path.of(source.getLocation().toURI()).getParent();
            if (folder == null) {
                return Optional.empty();
            }
            Optional<CodebaseJar> beside = find(name, prefix, folder, fileGlob);
            return beside.isPresent() ? beside : find(name, prefix, folder.resolveSibling("codebase"), fileGlob);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<CodebaseJar> find(String name, String prefix, Path folder, String fileGlob)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, fileGlob)) {
            for (Path file : files) {
                return Optional.of(new CodebaseJar(name, prefix, Files.readAllBytes(file)));
            }
            return Optional.empty();
        }
    }
}
