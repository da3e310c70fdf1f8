package org.gridspace.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret of a user by which a worker knows its own user's jobs: 32 random bytes in {@code ~/.gridspace/local}, readable
 * by that user alone. It never leaves the process; entries carry only HMAC-SHA256 codes made with it, over everything
 * that decides what is run: a code seen in the space is of no use for another task, nor for another job.
 *
 * <p>Immutable, thread-safe.
 */
public final class OwnerSecret {
    private static final int BYTES = 32;
    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final String owner;

    private OwnerSecret(byte[] secret) {
        key = new SecretKeySpec(secret, MAC);
        owner = HexFormat.of().formatHex(mac("owner", new byte[0]), 0, 16);
    }

    /** Where the user's secret is: {@code local} in the folder {@code -Dgridspace.home}, by default {@code ~/.gridspace}. */
    public static Path defaultFile() {
        String home = System.getProperty("gridspace.home");
        Path folder = home != null ? Path.of(home) : Path.of(System.getProperty("user.home"), ".gridspace");
        return folder.resolve("local");
    }

    /**
     * Reads the secret, after making one if there is none.
     *
     * @throws IOException if it can be neither read nor made, or if others than its owner could read it
     */
    public static OwnerSecret load(Path file) throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                return new OwnerSecret(read(file));
            } catch (NoSuchFileException e) {
                if (attempt == 2) {
                    throw e;
                }
                create(file);
            }
        }
    }

    private static byte[] read(Path file) throws IOException {
        if (isPosix(file)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            if (!PosixFilePermissions.fromString("rw-------").containsAll(permissions)) {
                throw new FileSystemException(file.toString(), null, "others than its owner may read this secret");
            }
        }
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != BYTES) {
            throw new FileSystemException(file.toString(), null, "not a secret of " + BYTES + " bytes");
        }
        return secret;
    }

    /** Makes the file complete or not at all: whoever comes second uses the first one's. */
    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(posix, "rwx------"));
        }
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Path fresh = folder.resolve(".local-" + UUID.randomUUID());
        Files.createFile(fresh, attributes(posix, "rw-------"));
        try {
            Files.write(fresh, secret);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // another process was first
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] attributes(boolean posix, String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** A public name for the holder of this secret, which says nothing about it: 32 hexadecimal digits. */
    public String owner() {
        return owner;
    }

    /** The code over a job: its id, its owner and its demands. */
    public byte[] proof(JobEntry job) {
        return mac("job", id(job.job), text(job.owner), text(job.sandbox));
    }

    /** The code over a task: its job, its number, its demands, the hash of its code and its bytes. */
    public byte[] proof(TaskEntry task) {
        return mac(
                "task",
                id(task.job),
                text(String.valueOf(task.number)),
                text(task.owner),
                text(task.sandbox),
                text(task.code),
                bytes(task.task));
    }

    /** Whether the holder of this secret wrote that job. */
    public boolean isProvenBy(JobEntry job) {
        return job.proof != null && MessageDigest.isEqual(job.proof, proof(job));
    }

    /** Whether the holder of this secret wrote that task, exactly so. */
    public boolean isProvenBy(TaskEntry task) {
        return task.proof != null && MessageDigest.isEqual(task.proof, proof(task));
    }

    private byte[] mac(String purpose, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(("gridspace " + purpose).getBytes(StandardCharsets.US_ASCII));
            for (byte[] part : parts) {
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length)); // no part runs into the next
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }

    private static byte[] id(@Nullable UUID id) {
        return text(String.valueOf(id));
    }

    private static byte[] text(@Nullable String text) {
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OwnerSecret that && Arrays.equals(key.getEncoded(), that.key.getEncoded());
    }

    @Override
    public int hashCode() {
        return owner.hashCode();
    }

    /** Names the owner, not the secret. */
    @Override
    public String toString() {
        return "OwnerSecret[" + owner + "]";
    }
}
