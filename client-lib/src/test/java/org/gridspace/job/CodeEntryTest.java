package org.gridspace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CodeEntryTest {
    private static final UUID JOB = new UUID(1, 2);

    @Test
    void split_largeJar_givesPiecesThatMakeItAgain() {
        byte[] jar = new byte[2 * CodeEntry.PIECE_BYTES + 17];
        new Random(5).nextBytes(jar);

        var joined = new ByteArrayOutputStream();
        for (CodeEntry piece : CodeEntry.split(JOB, "ab", jar)) {
            assertThat(piece.pieces).isEqualTo(3);
            assertThat(piece.bytes).hasSizeLessThanOrEqualTo(CodeEntry.PIECE_BYTES);
            joined.writeBytes(piece.bytes);
        }

        assertThat(joined.toByteArray()).isEqualTo(jar);
    }

    @Test
    void split_jarOverTheLimit_isRefusedWithItsSize() {
        byte[] jar = new byte[CodeEntry.MAX_PIECES * CodeEntry.PIECE_BYTES + 1];

        assertThatThrownBy(() -> CodeEntry.split(JOB, "ab", jar))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(jar.length));
    }
}
