package org.gridspace.child.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.gridspace.child.protocol.ChildSettings.Permit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
    private static FrameInput input(byte... bytes) {
        return new FrameInput(new ByteArrayInputStream(bytes));
    }

    @Test
    void send_fieldsOfEveryKind_readBackInOrder() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameOutput out = new FrameOutput(bytes);
        out.begin(FrameType.THREW)
                .number(-5)
                .bigNumber(Long.MIN_VALUE + 7)
                .text("grün")
                .text(null);
        out.bytes(new byte[] {1, 2}).rest(new byte[] {3, 4, 5}, 2).send();
        out.begin(FrameType.READY).send();
        FrameInput in = input(bytes.toByteArray());

        Frame frame = in.next(1_000);
        assertThat(frame.type()).isEqualTo(FrameType.THREW);
        assertThat(frame.number()).isEqualTo(-5);
        assertThat(frame.bigNumber()).isEqualTo(Long.MIN_VALUE + 7);
        assertThat(frame.text()).isEqualTo("grün");
        assertThat(frame.textOrNull()).isNull();
        assertThat(frame.bytes()).containsExactly(1, 2);
        assertThat(frame.rest()).containsExactly(3, 4);
        frame.end();
        assertThat(in.next(1_000).type()).isEqualTo(FrameType.READY);
        assertThat(in.next(1_000)).isNull();
    }

    @Test
    void send_largeFrames_comeWhole() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameOutput out = new FrameOutput(bytes);
        byte[] large = new byte[3_000_000];
        large[2_999_999] = 9;
        out.begin(FrameType.RUN).rest(large, large.length).send();
        out.begin(FrameType.RUN).rest(large, 3).send();
        FrameInput in = input(bytes.toByteArray());
        assertThat(in.next(3_000_001).rest()).isEqualTo(large);
        assertThat(in.next(3_000_001).rest()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "127 255 255 255 5, a frame of 2147483647 bytes where 100 are allowed",
        "255 255 255 255 5, a frame of 4294967295 bytes",
        "0 0 0 0 5, a frame of 0 bytes",
        "0 0 0 101 5, a frame of 101 bytes",
        "0 0 0 1 13, a frame of unknown type 13",
        "0 0 0 9 5 1, a frame is cut off",
        "0 0 0 9, a frame is cut off",
        "0, a frame is cut off",
    })
    void next_brokenFrame_isRefused(String bytes, String reason) {
        byte[] broken = new byte[bytes.split(" ").length];
        for (int i = 0; i < broken.length; i++) {
            broken[i] = (byte) Integer.parseInt(bytes.split(" ")[i]);
        }
        assertThatThrownBy(() -> input(broken).next(100))
                .isInstanceOf(BadFrame.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"'127 255 255 255'", "'0 0 0 5 1'", "'128 0 0 0'", "'0 0'", "'255 255 255 254 1'"})
    void bytes_lengthBeyondTheFrame_isRefused(String bytes) {
        byte[] body = new byte[bytes.split(" ").length];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) Integer.parseInt(bytes.split(" ")[i]);
        }
        assertThatThrownBy(() -> new Frame(FrameType.THREW, body).bytes()).isInstanceOf(BadFrame.class);
    }

    @Test
    void end_somethingLeft_isRefused() {
        assertThatThrownBy(() -> new Frame(FrameType.READY, new byte[1]).end()).isInstanceOf(BadFrame.class);
        assertThatThrownBy(() -> new Frame(FrameType.READY, new byte[7]).bigNumber())
                .isInstanceOf(BadFrame.class);
    }

    @Test
    void settings_written_readBackEqual() throws Exception {
        ChildSettings settings = new ChildSettings(
                1, 1L << 40, 3, List.of(new Permit("a.B", "t", ""), new Permit("c.D", "", "read,write")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        settings.write(new FrameOutput(bytes)).send();
        assertThat(ChildSettings.read(input(bytes.toByteArray()).next(1_000))).isEqualTo(settings);
    }
}
