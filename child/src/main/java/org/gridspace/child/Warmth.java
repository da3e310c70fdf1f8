package org.gridspace.child;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.CodeSource;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Loads what a first task will need, while nobody waits and before the guard is up. No state. */
final class Warmth {
    private static final String OURS = "org/gridspace/";
    private static final String SUFFIX = ".class";

    private Warmth() {}

    /**
     * Loads every class of the runtime. This is more than speed: a class of ours that were loaded with a job's frames
     * on the stack would be loaded with the job's rights, and fail.
     */
    static void preload(CodeSource own) throws Exception {
        String path = own.getLocation().toURI().getPath();
        try (ZipFile jar = new ZipFile(new File(path))) {
            for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.startsWith(OURS) && name.endsWith(SUFFIX) && !name.endsWith("-info.class")) {
                    Class.forName(
                            name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'));
                }
            }
        }
        JobCode.hexOfSha256(new byte[0]);
        roundTrip();
    }

    private static void roundTrip() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject("warm");
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            in.readObject();
        }
    }
}
