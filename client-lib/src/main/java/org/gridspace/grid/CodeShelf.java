package org.gridspace.grid;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.gridspace.code.CodeJar;
import org.gridspace.job.CodeEntry;

/**
 * Which jars of a job are in the space already. Tasks that reach the same classes share one; each carries the job's
 * resources. Confined to its {@link JobMaster}'s submission lock, except {@link #classNames}, which is thread-safe.
 */
final class CodeShelf {
    private static final String CLASS = ".class";

    private final UUID job;
    private final Set<String> shelved = new HashSet<>();
    private final Set<String> classNames = ConcurrentHashMap.newKeySet();

    CodeShelf(UUID job) {
        this.job = job;
    }

    /** The pieces still to be written before a task can use the jar; none if it's there. */
    List<CodeEntry> shelve(CodeJar jar) {
        if (shelved.contains(jar.sha256())) {
            return List.of();
        }
        List<CodeEntry> pieces = CodeEntry.split(job, jar.sha256(), jar.bytes());
        noteClasses(jar.bytes());
        shelved.add(jar.sha256());
        return pieces;
    }

    /** Binary names of all classes on the shelf; grows. */
    Set<String> classNames() {
        return classNames;
    }

    private void noteClasses(byte[] jar) {
        try (var in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(CLASS)) {
                    classNames.add(
                            name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a jar made here can't be read", e);
        }
    }
}
