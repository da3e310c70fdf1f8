package org.gridspace.console.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void print_cellsOfUnequalLength_alignsColumnsAndLeavesNoTrailingBlanks() {
        var table = new Table("A", "NAME", "LAST");
        table.add("long cell", "x", "");
        table.add("1", "some name", "z");
        var text = new StringWriter();
        table.print(new PrintWriter(text));
        assertThat(text.toString().lines())
                .containsExactly("A          NAME       LAST", "long cell  x", "1          some name  z");
    }

    @Test
    void add_wrongNumberOfCells_isRefused() {
        var table = new Table("A", "B");
        assertThatThrownBy(() -> table.add("1")).isInstanceOf(IllegalArgumentException.class);
    }
}
