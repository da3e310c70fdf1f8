package org.gridspace.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/** One piece of a jar with a job's classes, named by the SHA-256 of the whole jar. Null fields make it a template. */
public class CodeEntry implements Entry {
    private static final long serialVersionUID = 1L;

    /** Most bytes of one piece: 1 MiB. */
    public static final int PIECE_BYTES = 1 << 20;
    /** Most pieces of one jar: 64, thus 64 MiB. */
    public static final int MAX_PIECES = 64;

    /** The job it belongs to, and with which it goes. */
    public @Nullable UUID job;
    /** SHA-256 of the whole jar, in lower case hexadecimal. */
    public @Nullable String sha256;
    /** Which piece, 0 or more. */
    public @Nullable Integer piece;
    /** How many pieces there are. */
    public @Nullable Integer pieces;
    /** Its bytes, at most {@link #PIECE_BYTES}. */
    public byte @Nullable [] bytes;

    /** A template that matches every piece. */
    public CodeEntry() {}

    /** A template for one piece. */
    public static CodeEntry template(UUID job, String sha256, int piece) {
        var template = new CodeEntry();
        template.job = job;
        template.sha256 = sha256;
        template.piece = piece;
        return template;
    }

    /**
     * Cuts a jar into pieces.
     *
     * @throws IllegalArgumentException if it is larger than {@link #MAX_PIECES} pieces
     */
    public static List<CodeEntry> split(UUID job, String sha256, byte[] jar) {
        int count = Math.max(1, (jar.length + PIECE_BYTES - 1) / PIECE_BYTES);
        if (count > MAX_PIECES) {
            throw new IllegalArgumentException("the task's classes and resources make a jar of " + jar.length
                    + " bytes; at most " + (long) MAX_PIECES * PIECE_BYTES + " travel");
        }
        var entries = new ArrayList<CodeEntry>(count);
        for (int i = 0; i < count; i++) {
            CodeEntry entry = template(job, sha256, i);
            entry.pieces = count;
            entry.bytes = Arrays.copyOfRange(jar, i * PIECE_BYTES, Math.min(jar.length, (i + 1) * PIECE_BYTES));
            entries.add(entry);
        }
        return entries;
    }
}
