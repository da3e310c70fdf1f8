package org.gridspace.console.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> WORDS = List.of("ls", "read", "space", "take", "tracker");

    @Test
    void nearest_oneOrTwoSlips_findsTheWord() {
        assertThat(Suggestion.nearest("spaec", WORDS)).contains("space");
        assertThat(Suggestion.nearest("TRACKR", WORDS)).contains("tracker");
        assertThat(Suggestion.nearest("reda", WORDS)).contains("read");
        assertThat(Suggestion.nearest("trakcerr", WORDS)).contains("tracker");
    }

    @Test
    void nearest_somethingElse_findsNothing() {
        assertThat(Suggestion.nearest("frobnicate", WORDS)).isEmpty();
        assertThat(Suggestion.nearest("xy", WORDS)).isEmpty();
        assertThat(Suggestion.nearest("", WORDS)).isEmpty();
    }

    @Test
    void nearest_severalAsNear_takesTheFirstInOrder() {
        assertThat(Suggestion.nearest("tead", List.of("read", "lead"))).contains("lead");
    }
}
