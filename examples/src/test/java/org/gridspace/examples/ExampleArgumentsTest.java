package org.gridspace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleArgumentsTest {
    private static final List<ExampleOption> KNOWN =
            List.of(new ExampleOption("limit", "N", "a number"), new ExampleOption("out", "FILE", "a file"));

    private static ExampleArguments parse(String... words) {
        return ExampleArguments.parse(KNOWN, List.of(words));
    }

    @Test
    void parse_bothForms_giveTheValue() {
        ExampleArguments arguments = parse("--limit", "5", "--out=a b=c.png");

        assertThat(arguments.number("limit", 1, 0, 10)).isEqualTo(5);
        assertThat(arguments.path("out")).contains(Path.of("a b=c.png"));
    }

    @Test
    void number_absent_isTheStandard() {
        assertThat(parse().number("limit", 7, 0, 10)).isEqualTo(7);
        assertThat(parse().path("out")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1e9, 1000000000", "1_000, 1000", "12, 12", "1.5e1, 15"})
    void number_anyNotation_isRead(String text, long expected) {
        assertThat(parse("--limit", text).number("limit", 1, 0, Long.MAX_VALUE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "-1", "11", "1e99999"})
    void number_anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> parse("--limit", text).number("limit", 1, 0, 10))
                .isInstanceOf(ArgumentProblem.class)
                .hasMessage("--limit must be a whole number from 0 to 10, not " + text);
    }

    @Test
    void parse_unknown_isRefusedWithWhatThereIs() {
        assertThatThrownBy(() -> parse("--colour", "red"))
                .isInstanceOf(ArgumentProblem.class)
                .hasMessage("unknown argument --colour; there are: --limit N, --out FILE");
        assertThatThrownBy(() -> parse("5")).isInstanceOf(ArgumentProblem.class);
        assertThatThrownBy(() -> parse("--limit"))
                .isInstanceOf(ArgumentProblem.class)
                .hasMessage("--limit needs a value");
    }

    @Test
    void all_examples_areFoundByTheServiceLoader() {
        assertThat(Example.all()).extracting(Example::name).contains("primes", "raytracer");
        assertThat(Example.find("primes")).isPresent();
        assertThat(Example.find("nothing")).isEmpty();
    }
}
