package org.gridspace.console.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter text = new StringWriter();

    @Test
    void update_onAPipe_saysEachTenthOnce() {
        var bar = new ProgressBar(new PrintWriter(text), false, "rendering");
        for (int done = 0; done <= 200; done++) {
            bar.update(done, 200, 0);
        }
        bar.close();
        assertThat(text.toString().lines())
                .hasSize(10)
                .startsWith("rendering 10 % (20 of 200)", "rendering 20 % (40 of 200)")
                .endsWith("rendering 100 % (200 of 200)");
    }

    @Test
    void update_onAPipeWithBigSteps_skipsTenths() {
        var bar = new ProgressBar(new PrintWriter(text), false, "counting");
        bar.update(1, 3, 0);
        bar.update(3, 3, 0);
        assertThat(text.toString().lines()).containsExactly("counting 30 % (1 of 3)", "counting 100 % (3 of 3)");
    }

    @Test
    void update_onATerminal_drawsOverTheLineAtMostTenTimesASecond() {
        var bar = new ProgressBar(new PrintWriter(text), true, "rendering");
        bar.update(0, 4, 0);
        bar.update(1, 4, 1_000);
        bar.update(2, 4, 200_000_000);
        bar.update(4, 4, 200_000_001);
        bar.close();
        assertThat(text.toString().split("\r"))
                .containsExactly(
                        "",
                        "rendering [" + ".".repeat(40) + "]   0 % (0 of 4)",
                        "rendering [" + "#".repeat(20) + ".".repeat(20) + "]  50 % (2 of 4)",
                        "rendering [" + "#".repeat(40) + "] 100 % (4 of 4)" + System.lineSeparator());
    }

    @Test
    void update_nothingToDo_printsNothing() {
        var bar = new ProgressBar(new PrintWriter(text), false, "x");
        bar.update(0, 0, 0);
        bar.close();
        assertThat(text.toString()).isEmpty();
    }
}
