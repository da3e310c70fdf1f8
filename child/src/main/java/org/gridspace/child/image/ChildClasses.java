package org.gridspace.child.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gridspace.child.ChildMain;
import org.gridspace.task.GridCallable;

/**
 * The classes that a child needs, picked from wherever this program has them: its runtime and the API of tasks. Nothing
 * else of Gridspace gets into a child. Immutable.
 */
final class ChildClasses {
    private static final String OURS = "org/gridspace/child/";
    private static final String NOT_IN_CHILD = "org/gridspace/child/image/";
    private static final String TASK_API = "org/gridspace/task/";

    private final SortedMap<String, byte[]> classes;

    private ChildClasses(SortedMap<String, byte[]> classes) {
        this.classes = classes;
    }

    /** Collects them from this program's class path. */
    static ChildClasses collect() throws IOException {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        for (Class<?> member : List.of(ChildMain.class, GridCallable.class)) {
            collect(codeOf(member), classes);
        }
        return new ChildClasses(classes);
    }

    /** The jar or directory that a class was loaded from. */
    static Path codeOf(Class<?> member) throws IOException {
        CodeSource source = member.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new IOException("can't tell where " + member.getName() + " was loaded from");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException(member.getName() + " was loaded from " + source.getLocation(), e);
        }
    }

    private static void collect(Path code, SortedMap<String, byte[]> classes) throws IOException {
        if (Files.isDirectory(code)) {
            collectBeneath(code, classes);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(code)) {
                collectBeneath(jar.getPath("/"), classes);
            }
        }
    }

    private static void collectBeneath(Path root, SortedMap<String, byte[]> classes) throws IOException {
        for (String folder : List.of(OURS, TASK_API)) {
            Path start = root.resolve(folder);
            if (!Files.isDirectory(start)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(start)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    String name = root.relativize(file).toString();
                    if (!name.startsWith(NOT_IN_CHILD) && !name.endsWith("package-info.class")) {
                        classes.put(name, Files.readAllBytes(file));
                    }
                }
            }
        }
    }

    /** The same for the same classes, whatever they were packed in. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                digest.update(
                        (entry.getKey() + "\n" + entry.getValue().length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(entry.getValue());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Packs them into a jar. */
    byte[] jar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTime(0);
                zip.putNextEntry(header);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
