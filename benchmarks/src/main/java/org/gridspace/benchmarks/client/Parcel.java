package org.gridspace.benchmarks.client;

import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/** An entry with a key and something to carry. */
public final class Parcel implements Entry {
    /** What every benchmark's entries carry. */
    public static final int PAYLOAD_BYTES = 200;

    private static final long serialVersionUID = 1;

    /** What it is looked up by. */
    public @Nullable String key;

    /** Something to carry. */
    public byte @Nullable [] payload;

    /** A template that matches every parcel. */
    public Parcel() {}

    private Parcel(String key, byte @Nullable [] payload) {
        this.key = key;
        this.payload = payload;
    }

    /** An entry with 200 bytes, different ones for each number. */
    static Parcel numbered(String prefix, long number) {
        return new Parcel(prefix + number, payload(number));
    }

    /** A template that matches what {@link #numbered} makes. */
    static Parcel template(String prefix, long number) {
        return new Parcel(prefix + number, null);
    }

    /** The bytes that go with a number. */
    static byte[] payload(long number) {
        var bytes = new byte[PAYLOAD_BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (number * 31 + i * 7L);
        }
        return bytes;
    }
}
