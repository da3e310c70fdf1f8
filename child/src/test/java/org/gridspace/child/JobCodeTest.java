package org.gridspace.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class JobCodeTest {
    private static byte[] jar(int entries, int bytesEach) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            byte[] zeros = new byte[Math.min(bytesEach, 1 << 20)];
            for (int i = 0; i < entries; i++) {
                zip.putNextEntry(new ZipEntry("e" + i));
                for (int left = bytesEach; left > 0; left -= zeros.length) {
                    zip.write(zeros, 0, Math.min(left, zeros.length));
                }
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void unpack_rightHash_keepsEntries() throws Exception {
        byte[] jar = jar(3, 10);
        JobCode code = JobCode.unpack(JobCode.hexOfSha256(jar), jar);
        assertThat(code.entry("e2")).hasSize(10);
        assertThat(code.entry("e3")).isNull();
        assertThat(code.source().getLocation().getPath()).contains(JobCode.hexOfSha256(jar));
        assertThat(code.url("e1").openStream().readAllBytes()).hasSize(10);
        assertThatThrownBy(() -> code.url("none").openStream()).isInstanceOf(IOException.class);
    }

    @Test
    void unpack_wrongHash_isRefused() throws Exception {
        byte[] jar = jar(1, 1);
        assertThatThrownBy(() -> JobCode.unpack("ab", jar))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("SHA-256");
    }

    @Test
    void unpack_smallJarThatUnpacksToGigabytes_isRefused() throws Exception {
        byte[] jar = jar(2, JobCode.MAX_UNPACKED / 2 + 1);
        assertThat(jar).hasSizeLessThan(1 << 20);
        assertThatThrownBy(() -> JobCode.unpack(JobCode.hexOfSha256(jar), jar))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void unpack_tooManyEntries_isRefused() throws Exception {
        byte[] jar = jar(JobCode.MAX_ENTRIES + 1, 0);
        assertThatThrownBy(() -> JobCode.unpack(JobCode.hexOfSha256(jar), jar))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void unpack_noJarAtAll_isAnEmptyOne() throws Exception {
        byte[] jar = {1, 2, 3};
        assertThat(JobCode.unpack(JobCode.hexOfSha256(jar), jar).entry("e0")).isNull();
    }
}
