package org.gridspace.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxProfileTest {
    private static SandboxProfile compile(String permissions) throws PolicyProblem {
        return SandboxProfile.compile(PolicyFile.parse("p", "grant {\n" + permissions + "\n};"));
    }

    @Test
    void compile_resources_becomeLimits() throws Exception {
        SandboxProfile profile = compile("""
                permission org.gridspace.policy.ResourcePermission "memory", "200m";
                permission org.gridspace.policy.ResourcePermission "wall-time", "1500ms";
                permission org.gridspace.policy.ResourcePermission "cpu-time", "2h";
                permission org.gridspace.policy.ResourcePermission "threads", "7";
                """);
        assertThat(profile.limit(Resource.MEMORY)).isEqualTo(200L << 20);
        assertThat(profile.wallTime()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(profile.cpuTime()).isEqualTo(Duration.ofHours(2));
        assertThat(profile.limit(Resource.THREADS)).isEqualTo(7);
        assertThat(profile.limit(Resource.RESULT)).isEqualTo(Resource.RESULT.standard());
        assertThat(profile.permissions()).isEmpty();
    }

    @Test
    void compile_paths_becomePathsAndPermissions(@TempDir Path dir) throws Exception {
        Path data = Files.createDirectory(dir.resolve("data"));
        Path out = Files.createDirectory(dir.resolve("out"));
        SandboxProfile profile = compile("permission java.io.FilePermission \"" + data + "/-\", \"read\";"
                + "permission java.io.FilePermission \"" + out + "\", \"read, WRITE\";");
        assertThat(profile.paths()).containsExactly(new GrantedPath(data, false), new GrantedPath(out, true));
        assertThat(profile.permissions())
                .containsExactly(
                        new JobPermission("java.io.FilePermission", data + "/-", "read"),
                        new JobPermission("java.io.FilePermission", out.toString(), "read, WRITE"));
        assertThat(profile.scratch()).isFalse();
    }

    @Test
    void compile_scratch_isNoPathOfTheMachine() throws Exception {
        SandboxProfile profile =
                compile("permission java.io.FilePermission \"${gridspace.scratch}/-\", \"read,write,delete\";");
        assertThat(profile.scratch()).isTrue();
        assertThat(profile.paths()).isEmpty();
        assertThat(profile.permissions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.security.AllPermission",
                "java.io.FilePermission \"<<ALL FILES>>\", \"read\"",
                "java.io.FilePermission \"/\", \"read\"",
                "java.io.FilePermission \"/-\", \"read\"",
                "java.io.FilePermission \"/proc/self/mem\", \"read\"",
                "java.io.FilePermission \"/proc/-\", \"read\"",
                "java.io.FilePermission \"/home\", \"read\"",
                "java.io.FilePermission \"/root/-\", \"read\"",
                "java.io.FilePermission \"${user.home}/-\", \"read\"",
                "java.io.FilePermission \"${user.home}/.ssh/id_rsa\", \"read\"",
                "java.io.FilePermission \"/etc/-\", \"write\"",
                "java.io.FilePermission \"/usr/bin/env\", \"execute\"",
                "java.io.FilePermission \"relative\", \"read\"",
                "java.io.FilePermission \"/usr/../etc\", \"read\"",
                "java.io.FilePermission \"/no/such/directory\", \"read\"",
                "java.io.FilePermission \"/usr\", \"raed\"",
                "java.io.FilePermission \"/usr\"",
                "java.io.FilePermission \"${gridspace.scratch}/x\", \"write\"",
                "java.net.SocketPermission \"localhost:80\", \"connect\"",
                "java.net.NetPermission \"specifyStreamHandler\"",
                "java.lang.RuntimePermission \"*\"",
                "java.lang.RuntimePermission \"setSecurityManager\"",
                "java.lang.RuntimePermission \"createClassLoader\"",
                "java.lang.RuntimePermission \"loadLibrary.x\"",
                "java.lang.RuntimePermission \"exitVM.0\"",
                "java.lang.RuntimePermission \"accessClassInPackage.sun.misc\"",
                "java.lang.RuntimePermission \"somethingNew\"",
                "java.lang.RuntimePermission",
                "java.lang.reflect.ReflectPermission \"newProxyInPackage.x\"",
                "java.util.PropertyPermission \"java.home\", \"write\"",
                "java.util.PropertyPermission \"*\", \"read,write\"",
                "java.util.PropertyPermission \"x\", \"look\"",
                "java.security.SecurityPermission \"setPolicy\"",
                "java.io.SerializablePermission \"enableSubstitution\"",
                "java.nio.file.LinkPermission \"hard\"",
                "java.util.logging.LoggingPermission \"control\"",
                "com.example.Unknown \"x\"",
                "org.gridspace.policy.ResourcePermission \"memory\"",
                "org.gridspace.policy.ResourcePermission \"memory\", \"much\"",
                "org.gridspace.policy.ResourcePermission \"memory\", \"1\"",
                "org.gridspace.policy.ResourcePermission \"memory\", \"99999999999999999999g\"",
                "org.gridspace.policy.ResourcePermission \"wall-time\", \"5x\"",
                "org.gridspace.policy.ResourcePermission \"luck\", \"1\"",
            })
    void compile_whatNobodyCanPromise_isRefusedWithItsLine(String permission) {
        assertThatThrownBy(() -> compile("permission " + permission + ";"))
                .isInstanceOfSatisfying(PolicyProblem.class, e -> {
                    assertThat(e.line()).isEqualTo(2);
                    assertThat(e.column()).isGreaterThan(1);
                    assertThat(e.getMessage()).startsWith("p:2:").doesNotContain("\n");
                });
    }

    @Test
    void compile_symbolicLinkToSomethingRefused_isRefused(@TempDir Path dir) throws Exception {
        Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("/proc"));
        assertThatThrownBy(() -> compile("permission java.io.FilePermission \"" + link + "/-\", \"read\";"))
                .isInstanceOf(PolicyProblem.class)
                .hasMessageContaining("/proc");
    }

    @Test
    void compile_limitTwice_isRefused() {
        assertThatThrownBy(() -> compile("""
                        permission org.gridspace.policy.ResourcePermission "threads", "7";
                        permission org.gridspace.policy.ResourcePermission "threads", "8";
                        """)).hasMessageStartingWith("p:3:").hasMessageContaining("twice");
    }

    @Test
    void compile_codeBase_isRefused() {
        assertThatThrownBy(() -> SandboxProfile.compile(PolicyFile.parse("p", "grant codeBase \"file:/x\" {};")))
                .hasMessageStartingWith("p:1:1: a grant to a codeBase");
    }

    @ParameterizedTest
    @CsvSource({"worker", "roomy"})
    void compile_policyThatShips_works(String name) throws Exception {
        assertThat(SandboxProfile.read(Path.of(name + ".policy")).paths()).isEmpty();
    }

    @Test
    void compile_dataPolicy_grantsItsDirectoryAndScratch() throws Exception {
        String text = Files.readString(Path.of("data.policy")).replace("/srv/gridspace", "/srv");
        SandboxProfile profile = SandboxProfile.compile(PolicyFile.parse("data", text));
        assertThat(profile.paths()).containsExactly(new GrantedPath(Path.of("/srv"), false));
        assertThat(profile.scratch()).isTrue();
    }

    @Test
    void shown_amounts_readBack() {
        assertThat(Resource.MEMORY.shown(96L << 20)).isEqualTo("96m");
        assertThat(Resource.WALL_TIME.shown(600_000)).isEqualTo("10m");
        assertThat(Resource.CPU_TIME.shown(1_500)).isEqualTo("1500ms");
        assertThat(Resource.OUTPUT.shown(0)).isEqualTo("0");
        assertThat(new ResourcePermission("memory", "96M").getActions()).isEqualTo("96m");
    }
}
