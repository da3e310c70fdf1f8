package org.gridspace.worker.sandbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A job's jar from test classes and their nested classes, with one resource; and tasks for it. */
record JobJar(String sha256, byte[] bytes) {
    static JobJar of(Class<?>... classes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Class<?> member : classes) {
                addWithNested(member, zip);
            }
            zip.putNextEntry(new ZipEntry("data/greeting.txt"));
            zip.write("hello".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JobJar(sha256(bytes.toByteArray()), bytes.toByteArray());
    }

    private static void addWithNested(Class<?> member, ZipOutputStream zip) throws IOException {
        Path root = Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().getPath());
        Path own = root.resolve(member.getName().replace('.', '/') + ".class");
        String nested = member.getSimpleName() + "$";
        List<Path> files;
        try (Stream<Path> all = Files.list(own.getParent())) {
            files = all.filter(f -> f.equals(own) || f.getFileName().toString().startsWith(nested))
                    .toList();
        }
        for (Path file : files) {
            zip.putNextEntry(new ZipEntry(root.relativize(file).toString()));
            try (InputStream in = Files.newInputStream(file)) {
                in.transferTo(zip);
            }
            zip.closeEntry();
        }
    }

    static byte[] serialized(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Only for bytes of tasks of our own. */
    static Object deserialized(byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
