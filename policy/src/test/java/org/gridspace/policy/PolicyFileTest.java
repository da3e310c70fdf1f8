package org.gridspace.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {
    @Test
    void parse_wholeGrammar_keepsEverythingInOrder() throws Exception {
        PolicyFile file = PolicyFile.parse("p", """
                /* two
                   lines */
                grant codeBase "file:/a/b.jar" { // a comment
                    permission java.util.PropertyPermission "a\\\\b", "read";
                };
                GRANT {
                    Permission java.lang.RuntimePermission "x";
                    permission some.Other;
                };
                """);
        assertThat(file.grants())
                .containsExactly(
                        new Grant(
                                "file:/a/b.jar",
                                new Position(3, 1),
                                java.util.List.of(new PermissionEntry(
                                        "java.util.PropertyPermission",
                                        "a\\b",
                                        "read",
                                        new Position(4, 16),
                                        new Position(4, 45)))),
                        new Grant(
                                null,
                                new Position(6, 1),
                                java.util.List.of(
                                        new PermissionEntry(
                                                "java.lang.RuntimePermission",
                                                "x",
                                                null,
                                                new Position(7, 16),
                                                new Position(7, 44)),
                                        new PermissionEntry(
                                                "some.Other", null, null, new Position(8, 16), new Position(8, 16)))));
    }

    @Test
    void parse_properties_areExpanded() throws Exception {
        PolicyFile file = PolicyFile.parse(
                "p",
                "grant { permission java.io.FilePermission \"${java.home}${/}x$y/${gridspace.scratch}\", \"read\"; };");
        assertThat(file.grants().get(0).permissions().get(0).target())
                .isEqualTo(System.getProperty("java.home") + "/x$y//scratch");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    permit {};                                        | p:1:1: expected 'grant', found 'permit'
                    keystore "x";                                     | p:1:1: keystore is refused
                    grant signedBy "me" {};                           | p:1:7: signedBy is refused
                    grant principal a.B "me" {};                      | p:1:7: principal is refused
                    grant codeBase {};                                | p:1:16: expected the code base in quotes, found '{'
                    grant { permission };                             | p:1:20: expected the class of a permission, found '}'
                    grant { permission a.B "x" }                      | p:1:28: expected ';', found '}'
                    grant { permission a.B "x", "y", signedBy "z"; }; | p:1:34: signedBy is refused
                    grant { permission a.B "x", signedBy "z"; };      | p:1:29: signedBy is refused
                    grant { a.B "x"; };                               | p:1:9: expected 'permission' or '}', found 'a.B'
                    grant {                                           | p:1:8: expected 'permission' or '}', found the end of the file
                    grant { }                                         | p:1:10: expected ';', found the end of the file
                    grant { permission a.B "x                         | p:1:24: the string that starts here never ends
                    grant { permission a.B "\\x"; };                  | p:1:26: unknown escape '\\x'
                    grant { permission a.B "${no.such.thing}"; };     | p:1:24: the property 'no.such.thing' is not set
                    grant { permission a.B "${x"; };                  | p:1:24: '${' without '}'
                    grant { permission a.B "${{alias}}"; };           | p:1:24: ${{…}} is refused
                    grant { /* }                                      | p:1:9: the comment that starts here never ends
                    grant { ! }                                       | p:1:9: unexpected character '!'
                    """)
    void parse_wrongText_namesFileLineAndColumn(String text, String message) {
        assertThatThrownBy(() -> PolicyFile.parse("p", text))
                .isInstanceOf(PolicyProblem.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void parse_wrongTextFurtherDown_countsLinesAndColumns() {
        assertThatThrownBy(() -> PolicyFile.parse("p", "// one\ngrant {\n  permission x.Y \"a\",, \"b\";\n};"))
                .isInstanceOfSatisfying(PolicyProblem.class, e -> {
                    assertThat(e.file()).isEqualTo("p");
                    assertThat(e.line()).isEqualTo(3);
                    assertThat(e.column()).isEqualTo(22);
                    assertThat(e.getMessage()).doesNotContain("\n");
                });
    }

    @Test
    void read_missingFile_isAProblemThatNamesIt(@TempDir Path dir) {
        Path missing = dir.resolve("none.policy");
        assertThatThrownBy(() -> PolicyFile.read(missing))
                .isInstanceOf(PolicyProblem.class)
                .hasMessage(missing + ": there is no such policy file");
    }

    @Test
    void read_directoryOrNoText_isAProblem(@TempDir Path dir) throws Exception {
        assertThatThrownBy(() -> PolicyFile.read(dir)).isInstanceOf(PolicyProblem.class);
        Path binary = Files.write(dir.resolve("b.policy"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x41});
        assertThatThrownBy(() -> PolicyFile.read(binary))
                .isInstanceOf(PolicyProblem.class)
                .hasMessage(binary + ": is not UTF-8 text");
    }

    @Test
    void read_gigantic_isRefused(@TempDir Path dir) throws Exception {
        Path big = Files.writeString(
                dir.resolve("big.policy"), " ".repeat(PolicyFile.MAX_BYTES + 1), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> PolicyFile.read(big))
                .isInstanceOf(PolicyProblem.class)
                .hasMessageContaining("larger");
    }

    @Test
    void strict_packed_isTheFileThatPeopleSee() throws Exception {
        assertThat(PolicyFile.strict().grants())
                .isNotEmpty()
                .isEqualTo(PolicyFile.read(Path.of("worker.policy")).grants());
    }
}
