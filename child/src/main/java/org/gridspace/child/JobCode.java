package org.gridspace.child;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** A job's jar, checked and unpacked in memory. Immutable. */
final class JobCode {
    static final int MAX_ENTRIES = 20_000;
    static final int MAX_UNPACKED = 128 << 20;

    private final String sha256;
    private final Map<String, byte[]> entries;

    private JobCode(String sha256, Map<String, byte[]> entries) {
        this.sha256 = sha256;
        this.entries = entries;
    }

    /**
     * Unpacks a jar.
     *
     * @throws IOException if it is another jar than the hash says, no jar, or too large
     */
    static JobCode unpack(String sha256, byte[] jar) throws IOException {
        String actual = hexOfSha256(jar);
        if (!actual.equals(sha256)) {
            throw new IOException(
                    "the jar's SHA-256 is ".concat(actual).concat(", not ").concat(sha256));
        }
        Map<String, byte[]> entries = new HashMap<>();
        int room = MAX_UNPACKED;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] bytes = zip.readNBytes(room + 1);
                room -= bytes.length;
                if (room < 0 || entries.size() == MAX_ENTRIES) {
                    throw new IOException("the jar is too large: "
                            .concat(Integer.toString(MAX_UNPACKED))
                            .concat(" bytes unpacked in ")
                            .concat(Integer.toString(MAX_ENTRIES))
                            .concat(" entries are allowed"));
                }
                entries.putIfAbsent(entry.getName(), bytes);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the jar has a broken entry", e);
        }
        return new JobCode(sha256, entries);
    }

    static String hexOfSha256(byte[] bytes) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        StringBuilder hex = new StringBuilder(64);
        for (byte b : digest) {
            hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return hex.toString();
    }

    /** Where the job's classes come from: a name that says the hash and can be opened by nobody. */
    CodeSource source() throws MalformedURLException {
        return new CodeSource(url(""), (Certificate[]) null);
    }

    /** A URL of an entry, which opens from memory. */
    URL url(String entry) throws MalformedURLException {
        return new URL("gridspace", null, -1, "/".concat(sha256).concat("/").concat(entry), new JobEntries(this));
    }

    /** The bytes of an entry. */
    byte @Nullable [] entry(String name) {
        return entries.get(name);
    }
}
