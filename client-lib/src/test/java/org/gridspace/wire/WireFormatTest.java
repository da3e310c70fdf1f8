package org.gridspace.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void samples_nameEveryMessage() {
        assertThat(Samples.requests().values().stream().map(Object::getClass))
                .containsExactlyInAnyOrder(messages(Request.class));
        assertThat(Samples.replies().values().stream().map(Object::getClass))
                .containsExactlyInAnyOrder(messages(Reply.class));
    }

    private static Class<?>[] messages(Class<?> root) {
        return root.getPermittedSubclasses();
    }

    /** The bytes of version 1 never change: an older program reads them. */
    @Test
    void everyMessage_hasItsGoldenBytes() throws Exception {
        Map<String, String> actual = new LinkedHashMap<>();
        Samples.requests().forEach((name, request) -> actual.put(name, HEX.formatHex(frame(request))));
        Samples.replies().forEach((name, reply) -> actual.put(name, HEX.formatHex(frame(reply))));
        actual.put("request batch", HEX.formatHex(requestBatch()));
        actual.put("reply batch", HEX.formatHex(replyBatch()));
        var prefaces = new WireWriter(64);
        ClientPreface.current().write(prefaces);
        actual.put("client preface", HEX.formatHex(prefaces.toByteArray()));
        prefaces.reset(64);
        new ServerPreface(1, WireLimits.FRAME_BYTES, WireLimits.ENTRY_BYTES, new UUID(1, 2)).write(prefaces);
        actual.put("server preface", HEX.formatHex(prefaces.toByteArray()));
        StringBuilder lines = new StringBuilder();
        actual.forEach(
                (name, hex) -> lines.append(name).append(": ").append(hex).append('\n'));
        assertThat(lines.toString()).isEqualTo(golden());
    }

    private static String golden() throws Exception {
        try (InputStream in = WireFormatTest.class.getResourceAsStream("golden-v1.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyMessage_readAndWrittenAgain_isTheSame() throws Exception {
        for (Request request : Samples.requests().values()) {
            byte[] bytes = frame(request);
            List<Request> read = RequestCodec.read(body(bytes));
            assertThat(read).hasSize(1);
            assertThat(read.get(0)).hasSameClassAs(request);
            assertThat(frame(read.get(0))).isEqualTo(bytes);
        }
        for (Reply reply : Samples.replies().values()) {
            byte[] bytes = frame(reply);
            List<Reply> read = ReplyCodec.read(body(bytes));
            assertThat(read).hasSize(1);
            assertThat(read.get(0)).hasSameClassAs(reply);
            assertThat(frame(read.get(0))).isEqualTo(bytes);
        }
    }

    @Test
    void batch_keepsItsMessagesInOrder() throws Exception {
        List<Request> requests = RequestCodec.read(body(requestBatch()));
        assertThat(requests.stream().map(Object::getClass))
                .isEqualTo(Samples.requests().values().stream()
                        .map(Object::getClass)
                        .toList());
        List<Reply> replies = ReplyCodec.read(body(replyBatch()));
        assertThat(replies.stream().map(Object::getClass))
                .isEqualTo(Samples.replies().values().stream()
                        .map(Object::getClass)
                        .toList());
    }

    @Test
    void write_tooLongForAFrame_leavesNothingBehind() {
        var entry = new NewEntry(1, new byte[WireLimits.ENTRY_BYTES], 1);
        var out = new WireWriter(16);
        RequestCodec.write(new Request.CloseSession(1), out);
        int before = out.size();
        assertThatThrownBy(() -> RequestCodec.write(new Request.Commit(1, 1, List.of(entry, entry)), out))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(out.size()).isEqualTo(before);
    }

    @Test
    void frameBuffer_anyChunks_givesTheSameFrames() throws Exception {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var stream = new WireWriter(64);
            List<byte[]> expected = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                byte[] fields = new byte[random.nextInt(random.nextInt(10) == 0 ? 200_000 : 200)];
                var request = new Request.Write(i + 1, 0, new NewEntry(1, fields, 1));
                RequestCodec.write(request, stream);
                expected.add(frame(request));
            }
            assertThat(frames(stream.toByteArray(), random)).as("seed %d", seed).containsExactlyElementsOf(expected);
        }
    }

    private static List<byte[]> frames(byte[] stream, Random random) throws WireFormatException {
        var buffer = new FrameBuffer();
        List<byte[]> frames = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int length = Math.min(stream.length - at, 1 + random.nextInt(70_000));
            buffer.append(ByteBuffer.wrap(stream, at, length));
            at += length;
            for (WireReader frame = buffer.nextFrame(WireLimits.FRAME_BYTES);
                    frame != null;
                    frame = buffer.nextFrame(WireLimits.FRAME_BYTES)) {
                frames.add(frame(RequestCodec.read(frame).get(0)));
            }
        }
        assertThat(buffer.size()).isZero();
        return frames;
    }

    @Test
    void frameBuffer_lengthOutOfBounds_isRefused() {
        for (int length : new int[] {0, -1, Integer.MIN_VALUE, 257, Integer.MAX_VALUE}) {
            var buffer = new FrameBuffer();
            buffer.append(ByteBuffer.allocate(4).putInt(length).flip());
            assertThatThrownBy(() -> buffer.nextFrame(256)).isInstanceOf(WireFormatException.class);
        }
    }

    @Test
    void number_notInItsShortestForm_isRefused() {
        assertRefused(() -> reader(0x80, 0x00).number());
        assertRefused(() -> reader(0xff, 0x80, 0x00).number());
        assertRefused(() -> reader(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01)
                .number());
        assertRefused(() -> reader(0x80).number());
    }

    @Test
    void number_ofAnySize_comesBack() throws Exception {
        for (int bits = 0; bits < 63; bits++) {
            for (long value : new long[] {(1L << bits) - 1, 1L << bits, Long.MAX_VALUE - (1L << bits)}) {
                var out = new WireWriter(16);
                out.number(value);
                var in = new WireReader(out.toByteArray(), 0, out.size());
                assertThat(in.number()).isEqualTo(value);
                in.finish();
            }
        }
    }

    @Test
    void string_notUtf8OrTooLong_isRefused() {
        assertRefused(() -> reader(2, 0xc3, 0x28).string(10, "test"));
        assertRefused(() -> reader(3, 'a', 'b', 'c').string(2, "test"));
        assertRefused(() -> reader(4, 'a', 'b', 'c').string(10, "test"));
    }

    @Test
    void prefaces_otherBytes_areRefused() throws Exception {
        assertRefused(() ->
                ClientPreface.read(new WireReader("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII), 0, 16)));
        assertRefused(() -> ServerPreface.read(new WireReader(new byte[ServerPreface.BYTES], 0, ServerPreface.BYTES)));
        var out = new WireWriter(64);
        new ClientPreface(2, 7, WireLimits.FRAME_BYTES).write(out);
        assertThat(ClientPreface.read(new WireReader(out.toByteArray(), 0, out.size()))
                        .commonVersion())
                .isZero();
        assertThat(ClientPreface.current().commonVersion()).isEqualTo(1);
    }

    private static WireReader reader(int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < array.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return new WireReader(array, 0, array.length);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(WireFormatException.class);
    }

    static byte[] requestBatch() {
        var out = new WireWriter(64);
        RequestCodec.writeBatch(List.copyOf(Samples.requests().values()), out);
        return out.toByteArray();
    }

    static byte[] replyBatch() {
        var out = new WireWriter(64);
        ReplyCodec.writeBatch(List.copyOf(Samples.replies().values()), out);
        return out.toByteArray();
    }

    static byte[] frame(Request request) {
        var out = new WireWriter(64);
        RequestCodec.write(request, out);
        return out.toByteArray();
    }

    static byte[] frame(Reply reply) {
        var out = new WireWriter(64);
        ReplyCodec.write(reply, out);
        return out.toByteArray();
    }

    /** A frame without its length, which is checked. */
    static WireReader body(byte[] frame) {
        assertThat(ByteBuffer.wrap(frame).getInt()).isEqualTo(frame.length - 4);
        return new WireReader(Arrays.copyOf(frame, frame.length), 4, frame.length - 4);
    }
}
