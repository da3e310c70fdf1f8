package org.gridspace.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, reading them gives messages or a {@link WireFormatException}, and never allocates out of proportion. */
class WireFuzzTest {
    private static final long SEED = 20_260_101;
    private static final int ROUNDS = 150_000;
    /** An entry type of a few bytes becomes a few hundred bytes of objects. */
    private static final long BYTES_FOR_A_BYTE = 500;

    private static final long BYTES_ANYWAY = 64 << 10;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What reads a frame. */
    private interface Reading {
        byte[] readAndWriteAgain(WireReader frame) throws WireFormatException;
    }

    @Test
    void requests_randomBytes_areReadOrRefused() {
        assertThat(random(WireFuzzTest::requests, 0x00, 0x7f)).isPositive();
    }

    @Test
    void replies_randomBytes_areReadOrRefused() {
        assertThat(random(WireFuzzTest::replies, 0x80, 0xff)).isPositive();
    }

    @Test
    void requests_mutatedFrames_areReadOrRefused() {
        List<byte[]> frames = new ArrayList<>();
        Samples.requests().values().forEach(request -> frames.add(unframed(WireFormatTest.frame(request))));
        frames.add(unframed(WireFormatTest.requestBatch()));
        assertThat(mutated(WireFuzzTest::requests, frames)).isBetween(1, ROUNDS - 1);
    }

    @Test
    void replies_mutatedFrames_areReadOrRefused() {
        List<byte[]> frames = new ArrayList<>();
        Samples.replies().values().forEach(reply -> frames.add(unframed(WireFormatTest.frame(reply))));
        frames.add(unframed(WireFormatTest.replyBatch()));
        assertThat(mutated(WireFuzzTest::replies, frames)).isBetween(1, ROUNDS - 1);
    }

    private int random(Reading reading, int lowestOpcode, int highestOpcode) {
        var random = new Random(SEED);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] frame = new byte[1 + random.nextInt(64)];
            random.nextBytes(frame);
            frame[0] = (byte) (lowestOpcode + random.nextInt(highestOpcode - lowestOpcode + 1));
            read += attempt(reading, frame, round) ? 1 : 0;
        }
        return read;
    }

    private int mutated(Reading reading, List<byte[]> frames) {
        var random = new Random(SEED);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] frame = mutate(frames.get(random.nextInt(frames.size())).clone(), frames, random);
            read += attempt(reading, frame, round) ? 1 : 0;
        }
        return read;
    }

    private static byte[] mutate(byte[] original, List<byte[]> others, Random random) {
        byte[] frame = original;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(frame.length);
            switch (random.nextInt(6)) {
                case 0 -> frame[at] = (byte) random.nextInt();
                case 1 -> frame[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> frame = Arrays.copyOf(frame, 1 + at);
                case 3 -> frame = Arrays.copyOf(frame, frame.length + 1 + random.nextInt(8));
                case 4 -> Arrays.fill(frame, at, Math.min(frame.length, at + 9), (byte) 0xff);
                default -> {
                    byte[] other = others.get(random.nextInt(others.size()));
                    int length = Math.min(other.length, frame.length - at);
                    System.arraycopy(other, 0, frame, at, length);
                }
            }
        }
        return frame;
    }

    /** Whether the frame could be read; then it says the same when it is written again. */
    private boolean attempt(Reading reading, byte[] frame, int round) {
        byte[] again = null;
        long limit = BYTES_ANYWAY + BYTES_FOR_A_BYTE * frame.length;
        long allocated = Long.MAX_VALUE;
        // A second time if need be: the first one may have loaded classes.
        for (int i = 0; i < 2 && allocated > limit; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            again = readAndWriteAgain(reading, frame, round);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        if (allocated > limit) {
            throw new AssertionError("round " + round + ": " + allocated + " bytes allocated for "
                    + HexFormat.of().formatHex(frame));
        }
        if (again != null && !Arrays.equals(again, frame)) {
            throw new AssertionError("round " + round + ": " + HexFormat.of().formatHex(frame) + " was read as "
                    + HexFormat.of().formatHex(again));
        }
        return again != null;
    }

    private static byte[] readAndWriteAgain(Reading reading, byte[] frame, int round) {
        try {
            return reading.readAndWriteAgain(new WireReader(frame, 0, frame.length));
        } catch (WireFormatException e) {
            return null;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new AssertionError("round " + round + ": " + HexFormat.of().formatHex(frame), e);
        }
    }

    private static byte[] requests(WireReader frame) throws WireFormatException {
        boolean batch = isBatch(frame, Opcode.REQUEST_BATCH);
        List<Request> requests = RequestCodec.read(frame);
        var out = new WireWriter(64);
        if (batch) {
            RequestCodec.writeBatch(requests, out);
        } else {
            RequestCodec.write(requests.get(0), out);
        }
        return unframed(out.toByteArray());
    }

    private static byte[] replies(WireReader frame) throws WireFormatException {
        boolean batch = isBatch(frame, Opcode.REPLY_BATCH);
        List<Reply> replies = ReplyCodec.read(frame);
        var out = new WireWriter(64);
        if (batch) {
            ReplyCodec.writeBatch(replies, out);
        } else {
            ReplyCodec.write(replies.get(0), out);
        }
        return unframed(out.toByteArray());
    }

    private static boolean isBatch(WireReader frame, int opcode) throws WireFormatException {
        return frame.peek() == opcode;
    }

    private static byte[] unframed(byte[] frame) {
        return Arrays.copyOfRange(frame, 4, frame.length);
    }
}
