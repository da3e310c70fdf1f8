package org.gridspace.benchmarks;

import java.util.concurrent.TimeUnit;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import org.gridspace.codec.EntryCodec;
import org.gridspace.entry.PackedEntry;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to turn an entry into bytes and back: a key, a number and 200 bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecCost {
    private final EntryCodec codec = new EntryCodec();
    private final Parcel parcel = new Parcel("parcel 4711", 42, new byte[200]);
    private final PackedEntry packed = codec.pack(parcel);

    /** What is packed and unpacked. */
    public static final class Parcel implements Entry {
        private static final long serialVersionUID = 1;

        /** What it is looked up by. */
        public @Nullable String key;

        /** A number. */
        public @Nullable Integer number;

        /** Something to carry. */
        public byte @Nullable [] payload;

        /** A template that matches everything. */
        public Parcel() {}

        Parcel(String key, int number, byte[] payload) {
            this.key = key;
            this.number = number;
            this.payload = payload;
        }
    }

    /** An entry becomes bytes. */
    @Benchmark
    public PackedEntry pack() {
        return codec.pack(parcel);
    }

    /** Bytes become an entry. */
    @Benchmark
    public Entry unpack() throws UnusableEntryException {
        return codec.unpack(packed);
    }
}
