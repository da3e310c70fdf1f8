package org.gridspace.server.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A few entries that stand one after the other, to be looked at together: what one step needs of all of them is fetched from
 * memory side by side, several times faster than one after the other. Confined to one command.
 */
final class Stretch {
    private static final int FIRST = 1; // mostly a match is near
    private static final int MOST = 256;

    private long[] ids = new long[FIRST];
    private byte[] @Nullable [] fields = new byte[FIRST][];
    private long[] keys = new long[FIRST];
    private int count;
    private long unusedLooks; // or the looks would be optimized away

    /** Empties it, and lets it be longer than the last time. */
    void begin() {
        if (count == ids.length && count < MOST) {
            ids = new long[count * 4];
            keys = new long[count * 4];
            fields = new byte[count * 4][];
        }
        count = 0;
    }

    boolean isFull() {
        return count == ids.length;
    }

    void add(long id, byte[] itsFields) {
        ids[count] = id;
        fields[count++] = itsFields;
    }

    int count() {
        return count;
    }

    long id(int index) {
        return ids[index];
    }

    byte[] fields(int index) {
        byte[] found = fields[index];
        if (found == null) {
            throw new IllegalStateException("no entry there");
        }
        return found;
    }

    /** The hash that {@link #hash} found. */
    long key(int index) {
        return keys[index];
    }

    /** Forgets those from that one on. */
    void cut(int newCount) {
        Arrays.fill(fields, newCount, count, null);
        count = newCount;
    }

    /** Looks at the fields of all. */
    void fetch() {
        for (int i = 0; i < count; i++) {
            unusedLooks ^= fields(i).length;
        }
    }

    /** Hashes the fields of all and looks at where the hashes stand. */
    void hash(FieldHash hash, long mask, HashHeads heads) {
        for (int i = 0; i < count; i++) {
            keys[i] = hash.of(fields(i), mask);
        }
        for (int i = 0; i < count; i++) {
            unusedLooks ^= heads.touch(keys[i]);
        }
    }
}
