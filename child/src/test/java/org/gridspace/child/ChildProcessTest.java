package org.gridspace.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gridspace.child.image.SandboxImage;
import org.gridspace.child.protocol.ChildSettings;
import org.gridspace.child.protocol.FrameInput;
import org.gridspace.child.protocol.FrameOutput;
import org.gridspace.child.protocol.FrameType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A child on its real image, spoken with frame by frame, without anything around it. */
@Timeout(60)
class ChildProcessTest {
    /** Never ends, and takes no notice of anything. */
    static final class Endless implements Callable<Object>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Object call() {
            long x = 1;
            while (x != 0) {
                x = x * 31 | 1;
            }
            return x;
        }
    }

    private Process child;
    private FrameOutput out;
    private FrameInput in;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        SandboxImage image = SandboxImage.find(folder, false);
        child = new ProcessBuilder(
                        image.java().toString(), "-cp", image.childJar().toString(), ChildMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        out = new FrameOutput(child.getOutputStream());
        in = new FrameInput(new BufferedInputStream(child.getInputStream()));
        new ChildSettings(1_000, 1_000, 5, List.of()).write(out).send();
        assertThat(in.next(100).type()).isEqualTo(FrameType.READY);
    }

    @AfterEach
    void kill() {
        child.destroyForcibly();
    }

    private int exitCode() throws InterruptedException {
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return child.exitValue();
    }

    private void loadAndRunEndless() throws Exception {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            String name = Endless.class.getName().replace('.', '/') + ".class";
            zip.putNextEntry(new ZipEntry(name));
            zip.write(Endless.class.getResourceAsStream("/" + name).readAllBytes());
        }
        out.begin(FrameType.LOAD).text(JobCode.hexOfSha256(jar.toByteArray())).rest(jar.toByteArray(), jar.size());
        out.send();
        assertThat(in.next(100).type()).isEqualTo(FrameType.LOADED);
        ByteArrayOutputStream task = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(task)) {
            objects.writeObject(new Endless());
        }
        out.begin(FrameType.RUN).rest(task.toByteArray(), task.size()).send();
    }

    @Test
    void worker_closesThePipeWhileATaskLoops_endsTheChild() throws Exception {
        loadAndRunEndless();
        child.getOutputStream().close();
        assertThat(exitCode()).isEqualTo(ChildMain.WORKER_GONE);
    }

    @Test
    void worker_asksAgainBeforeTheAnswer_endsTheChild() throws Exception {
        loadAndRunEndless();
        out.begin(FrameType.RUN).send();
        assertThat(exitCode()).isEqualTo(ChildMain.BROKEN);
    }

    @Test
    void worker_runsBeforeLoading_endsTheChild() throws Exception {
        out.begin(FrameType.RUN).send();
        assertThat(exitCode()).isEqualTo(ChildMain.BROKEN);
    }

    @Test
    void worker_sendsGarbage_endsTheChild() throws Exception {
        child.getOutputStream().write(new byte[] {-1, -1, -1, -1, -1});
        child.getOutputStream().flush();
        assertThat(exitCode()).isEqualTo(ChildMain.BROKEN);
    }

    @Test
    void image_always_isJavaBaseWithoutHelpersAndWithTheChildOnly(@TempDir Path folder) throws Exception {
        SandboxImage image = SandboxImage.find(folder, false);
        assertThat(image.minimal()).isTrue();
        Process list = new ProcessBuilder(image.java().toString(), "--list-modules").start();
        assertThat(new String(list.getInputStream().readAllBytes()))
                .startsWith("java.base@17")
                .hasLineCount(1);
        assertThat(Files.exists(image.home().resolve("lib/jspawnhelper"))).isFalse();
        assertThat(Files.exists(image.home().resolve("lib/jexec"))).isFalse();
        try (var jar = new java.util.zip.ZipFile(image.childJar().toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .isNotEmpty()
                    .allMatch(n -> n.startsWith("org/gridspace/child/") || n.startsWith("org/gridspace/task/"))
                    .noneMatch(n -> n.startsWith("org/gridspace/child/image/"));
        }
    }
}
