package org.gridspace.server.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.gridspace.entry.PackedFields;

/**
 * Hashes the fields that a mask selects. Keyed, so that someone who doesn't know the key can't make entries that all fall
 * together; collisions cost time only, because every match is compared byte by byte. The mixing is that of wyhash (Wang Yi,
 * public domain): multiply 64 by 64 bits and fold the halves.
 */
class FieldHash {
    /** Answers "a selected field is null": such an entry matches no template of that shape. */
    static final long NONE = 0;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, java.nio.ByteOrder.LITTLE_ENDIAN);
    private static final long K0 = 0xa0761d6478bd642fL;
    private static final long K1 = 0xe7037ed1a0b428dbL;

    private final long key;
    private byte[] lastFields = {}; // an entry is asked for the same hash several times in a row
    private long lastMask;
    private long lastHash;

    FieldHash(long key) {
        this.key = key;
    }

    /**
     * The hash of the selected fields, or {@link #NONE} if one of them is null.
     *
     * @param fields well-formed packed fields
     * @param mask bit i selects field i
     */
    long of(byte[] fields, long mask) {
        if (fields == lastFields && mask == lastMask) {
            return lastHash;
        }
        lastFields = fields;
        lastMask = mask;
        lastHash = compute(fields, mask);
        return lastHash;
    }

    private long compute(byte[] fields, long mask) {
        long hash = key ^ mask * K0;
        int at = 0;
        for (long rest = mask; rest != 0; rest >>>= 1) {
            int end = PackedFields.next(fields, at);
            if ((rest & 1) != 0) {
                int start = PackedFields.valueStart(fields, at);
                if (start < 0) {
                    return NONE;
                }
                hash = bytes(fields, start, end, hash);
            }
            at = end;
        }
        return hash == NONE ? 1 : hash;
    }

    private static long bytes(byte[] data, int start, int end, long seed) {
        long hash = mix(seed ^ K1, (end - start) ^ K0);
        int at = start;
        for (; at + 8 <= end; at += 8) {
            hash = mix(hash ^ (long) LONGS.get(data, at), K1);
        }
        long tail = 0;
        for (int i = end - 1; i >= at; i--) {
            tail = tail << 8 | (data[i] & 0xff);
        }
        return mix(hash ^ tail, K0);
    }

    private static long mix(long a, long b) {
        return a * b ^ Math.multiplyHigh(a, b);
    }
}
