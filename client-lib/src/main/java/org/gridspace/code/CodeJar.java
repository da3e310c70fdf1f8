package org.gridspace.code;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A jar of classes and resources, addressed by its content. Immutable by agreement: nobody changes {@code bytes} once it
 * is in here. Two are equal when their hashes are.
 *
 * @param sha256 the SHA-256 of {@code bytes}, 64 lower case hexadecimal digits
 * @param bytes the jar
 */
public record CodeJar(String sha256, byte[] bytes) {

    /**
     * Checks that the bytes are those that the hash names, so that a jar fetched from anywhere can be trusted to be the
     * one asked for.
     *
     * @throws IllegalArgumentException when they are not
     */
    public CodeJar {
        String actual = hash(bytes);
        if (!actual.equals(sha256)) {
            throw new IllegalArgumentException("jar should be " + sha256 + " but its bytes are " + actual);
        }
    }

    /** The jar with these bytes. */
    public static CodeJar of(byte[] bytes) {
        return new CodeJar(hash(bytes), bytes);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodeJar that && sha256.equals(that.sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    @Override
    public String toString() {
        return "CodeJar[" + sha256 + ", " + bytes.length + " bytes]";
    }
}
