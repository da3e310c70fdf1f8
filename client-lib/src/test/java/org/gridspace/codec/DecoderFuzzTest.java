package org.gridspace.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jini.core.entry.UnusableEntryException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes come, reading them ends in a value or in the one failure, and costs no more than bytes of their length may. */
class DecoderFuzzTest {
    private static final long SEED = 77_000;
    private static final int ROUNDS = 400;
    /** An empty collection takes 3 bytes as an element and some 100 in memory, with its place in a table; twice that. */
    private static final int BYTES_A_BYTE = 100;

    private final EntryCodec codec = new EntryCodec();
    private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void unpack_randomBytes_failsCleanly(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            var bytes = new byte[random.nextInt(1, 200)];
            random.nextBytes(bytes);
            bytes[0] &= 0x7f;
            check(bytes, seed);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void unpack_mutatedValues_failsCleanlyOrGivesAnotherValue(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = Holder.encode(codec, new ValueGenerator(random.nextLong(), false).value(3));
            check(mutated(bytes, random), seed);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void unpack_mutatedSerialization_failsCleanly(long seed) {
        var random = new SplittableRandom(seed);
        var node = new Samples.Node();
        node.next = new Samples.Pair(
                new Samples.WithoutNoArgConstructor(4), new java.util.ArrayList<>(Arrays.asList(node, 1)));
        byte[] bytes = Holder.encode(codec, node);
        for (int i = 0; i < ROUNDS; i++) {
            check(mutated(bytes, random), seed);
        }
    }

    private static byte[] mutated(byte[] original, SplittableRandom random) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    byte[] longer = new byte[bytes.length + 1];
                    System.arraycopy(bytes, 0, longer, 0, at);
                    longer[at] = (byte) random.nextInt(0x80);
                    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }

    private void check(byte[] bytes, long seed) {
        decode(bytes, seed); // loads classes and makes messages that the second time needn't
        long before = memory.getCurrentThreadAllocatedBytes();
        decode(bytes, seed);
        assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated, seed %d", seed)
                .isLessThan(300_000 + (long) BYTES_A_BYTE * bytes.length);
    }

    private void decode(byte[] bytes, long seed) {
        try {
            Holder.decode(codec, bytes);
        } catch (UnusableEntryException e) {
            assertThat(e.unusableFields).as("seed %d", seed).containsExactly("value");
            assertThat(e.nestedExceptions[0])
                    .as("seed %d", seed)
                    .isInstanceOfAny(Exception.class, LinkageError.class, StackOverflowError.class);
        }
    }
}
