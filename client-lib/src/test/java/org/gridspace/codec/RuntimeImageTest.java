package org.gridspace.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.io.Output;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jini.core.entry.Entry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The codec works where the sandbox's children run: a runtime image of {@code java.base} alone, no Unsafe, a security manager. */
class RuntimeImageTest {
    @TempDir
    static Path directory;

    private static Path image;

    @BeforeAll
    static void link() {
        image = directory.resolve("image");
        var messages = new StringWriter();
        int code = ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(
                        new PrintWriter(messages),
                        new PrintWriter(messages),
                        "--add-modules",
                        "java.base",
                        "--output",
                        image.toString());
        assertThat(code).as(messages.toString()).isZero();
    }

    @Test
    void roundTrips_inAnImageOfJavaBaseOnly_work() throws Exception {
        assertThat(run()).isEqualTo(goldenCount() + " same, cycle true, security manager false, Unsafe false");
    }

    @Test
    void roundTrips_underASecurityManagerThatTrustsTheLibraryOnly_work() throws Exception {
        Path policy = Files.writeString(directory.resolve("codec.policy"), """
                grant codeBase "%s" {
                    permission java.lang.RuntimePermission "accessDeclaredMembers";
                    permission java.lang.RuntimePermission "getClassLoader";
                    permission java.lang.RuntimePermission "getProtectionDomain";
                    permission java.lang.reflect.ReflectPermission "suppressAccessChecks";
                    permission java.io.SerializablePermission "enableSubstitution";
                    permission java.io.SerializablePermission "serialFilter";
                    permission java.util.PropertyPermission "gridspace.allow", "read";
                };
                """.formatted(location(EntryCodec.class)));

        assertThat(run("-Djava.security.manager", "-Djava.security.policy==" + policy))
                .isEqualTo(goldenCount() + " same, cycle true, security manager true, Unsafe false");
    }

    private static int goldenCount() throws Exception {
        return ImageRoundTrip.golden().size();
    }

    private static String run(String... options) throws Exception {
        var command = new ArrayList<String>();
        command.add(image.resolve("bin/java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), ImageRoundTrip.class.getName()));
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        return Files.readString(out).strip();
    }

    private static String classPath() {
        return Stream.of(EntryCodec.class, ImageRoundTrip.class, Output.class, Entry.class)
                .map(type -> Path.of(location(type)).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static URI location(Class<?> type) {
        return URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString());
    }
}
